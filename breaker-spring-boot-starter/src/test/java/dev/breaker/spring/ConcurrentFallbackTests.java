package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static dev.breaker.spring.AnnotatedApplication.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.annotation.CircuitBreaker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** r4j#878: 1,089 of 400,000 concurrent calls to a private fallback failed. */
class ConcurrentFallbackTests {

    private static final int THREADS = 8;
    private static final int CALLS = 20_000;

    public static class Client {

        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public int read(int key) {
            throw new IllegalStateException("down");
        }

        private int instead(int key, Exception thrown) {
            return -key;
        }
    }

    @Test
    @Timeout(60)
    void aPrivateFallbackAnswersEveryOneOfManyConcurrentCalls() {
        with(Client.class)
                .run(
                        context -> {
                            Client client = context.getBean(Client.class);
                            assertThat(answers(client)).isEqualTo(THREADS * CALLS);
                            var snapshot = breaker(context, "backend").snapshot();
                            assertThat(snapshot.totalFailedCalls() + snapshot.notPermittedCalls())
                                    .isEqualTo(THREADS * CALLS);
                            assertThat(context.getBean(FallbackCounts.class).of("backend").sum())
                                    .isEqualTo(THREADS * CALLS);
                        });
    }

    /** How many of the calls were answered by the fallback, with their own argument. */
    private static int answers(Client client) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Future<Integer>> counts = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                counts.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    return count(client);
                                }));
            }
            int sum = 0;
            for (Future<Integer> count : counts) {
                sum += count.get();
            }
            return sum;
        } finally {
            threads.shutdownNow();
        }
    }

    private static int count(Client client) {
        int answered = 0;
        for (int key = 0; key < CALLS; key++) {
            if (client.read(key) == -key) {
                answered++;
            }
        }
        return answered;
    }
}
