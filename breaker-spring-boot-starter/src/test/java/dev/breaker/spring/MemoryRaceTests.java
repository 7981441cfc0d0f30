package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static dev.breaker.spring.RememberingApplication.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.annotation.CircuitBreaker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads remember and are served at the same time. */
class MemoryRaceTests {

    private static final int CALLS = 20_000;
    private static final int KEYS = 16;

    /** Goes down and comes back. */
    public static class Flaky {

        private volatile boolean down;

        void down(boolean is) {
            down = is;
        }

        @CircuitBreaker(name = "backend", fallbackCache = "squares")
        public int square(int number) {
            if (down) {
                throw new IllegalStateException("down");
            }
            return number * number;
        }
    }

    @Test
    @Timeout(60)
    void everyCallerGetsTheValueOfHisOwnArgumentsAndKnowsWhetherItIsStale() {
        with(Flaky.class)
                .run(
                        context -> {
                            Flaky client = context.getBean(Flaky.class);
                            for (int number = 0; number < KEYS; number++) {
                                client.square(number);
                            }
                            Breaker breaker = breaker(context, "backend");

                            long stale =
                                    together(
                                            () -> stale(client),
                                            () -> stale(client),
                                            () -> disturb(client, breaker));

                            assertThat(stale)
                                    .isEqualTo(
                                            context.getBean(FallbackCounts.class)
                                                    .of("backend")
                                                    .sum())
                                    .isPositive();
                        });
    }

    /** How many of the calls were answered from memory. */
    private static long stale(Flaky client) {
        long stale = 0;
        for (int call = 0; call < CALLS; call++) {
            int number = call % KEYS;
            LastKnown<Integer> answer = LastKnown.of(() -> client.square(number));
            if (answer.value() != number * number) {
                throw new AssertionError(answer + " for " + number);
            }
            stale += answer.isStale() ? 1 : 0;
        }
        assertThat(Staleness.current()).isNull();
        return stale;
    }

    private static long disturb(Flaky client, Breaker breaker) {
        for (int turn = 0; turn < 200; turn++) {
            client.down(true);
            Thread.yield();
            breaker.forceOpen();
            Thread.yield();
            breaker.reset();
            client.down(false);
            Thread.yield();
        }
        client.down(true);
        return 0;
    }

    @SafeVarargs
    private static long together(Callable<Long>... tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.length);
        try {
            CyclicBarrier start = new CyclicBarrier(tasks.length);
            List<Future<Long>> results = new ArrayList<>();
            for (Callable<Long> task : tasks) {
                results.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    return task.call();
                                }));
            }
            long sum = 0;
            for (Future<Long> result : results) {
                sum += result.get();
            }
            return sum;
        } finally {
            threads.shutdownNow();
        }
    }
}
