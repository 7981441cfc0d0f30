package dev.breaker.spring.overhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.spring.AnnotatedApplication;
import dev.breaker.spring.Totals;
import dev.breaker.spring.http.Downstream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ApplicationContext;

/** Calls from many threads at once, of either kind, to real servers. */
@Timeout(60)
class ManyThreadsOverHttpTests {

    private static final int THREADS = 80; // the servers queue 50 connections each

    private final Downstream healthy = new Downstream();
    private final Downstream failing = new Downstream().answering(500);

    @AfterEach
    void stop() {
        healthy.close();
        failing.close();
    }

    @Test
    void platformThreads() throws Exception {
        manyCalls(Executors.newCachedThreadPool());
    }

    /** On a JVM that has them; elsewhere there is nothing to test. */
    @Test
    void virtualThreads() throws Exception {
        if (Runtime.version().feature() >= 21) {
            ExecutorService threads = virtual();
            Callable<Boolean> isVirtual =
                    () ->
                            (Boolean)
                                    Thread.class
                                            .getMethod("isVirtual")
                                            .invoke(Thread.currentThread());
            assertThat(threads.submit(isVirtual).get(20, TimeUnit.SECONDS)).isTrue();
            manyCalls(threads);
        } else {
            assertThatThrownBy(ManyThreadsOverHttpTests::virtual)
                    .isInstanceOf(NoSuchMethodException.class);
        }
    }

    private static ExecutorService virtual() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    private void manyCalls(ExecutorService threads) {
        AnnotatedApplication.with(Client.class)
                .run(
                        context -> {
                            try {
                                everyAnswerIsCountedOnce(context, answers(context, threads));
                            } finally {
                                threads.shutdownNow();
                            }
                        });
    }

    /** All threads begin together, half of them at each server, half of them waiting later. */
    private List<String> answers(ApplicationContext context, ExecutorService threads)
            throws Exception {
        Client client = context.getBean(Client.class);
        CountDownLatch together = new CountDownLatch(THREADS);
        List<Future<String>> calls = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            String url = i % 2 == 0 ? healthy.url() : failing.url();
            boolean later = i % 4 < 2;
            calls.add(
                    threads.submit(
                            () -> {
                                together.countDown();
                                assertThat(together.await(20, TimeUnit.SECONDS)).isTrue();
                                return later
                                        ? Way.COMPLETABLE_FUTURE.answer(client, url, Way.PATIENCE)
                                        : client.blocking(url, Way.PATIENCE);
                            }));
        }
        List<String> answers = new ArrayList<>();
        for (Future<String> call : calls) {
            answers.add(call.get(40, TimeUnit.SECONDS));
        }
        return answers;
    }

    private void everyAnswerIsCountedOnce(ApplicationContext context, List<String> answers) {
        long answered = answers.stream().filter("hello"::equals).count();
        long rejected =
                answers.stream().filter("instead of CallNotPermittedException"::equals).count();
        long failed = answers.stream().filter("instead of IllegalStateException"::equals).count();
        assertThat(answered + rejected + failed).isEqualTo(THREADS);
        assertThat(Totals.of(context)).isEqualTo(new Totals(answered, failed, 0, rejected));
        assertThat(healthy.requests()).isEqualTo(answered);
        assertThat(failing.requests()).isEqualTo(failed);
        assertThat(failed).isGreaterThanOrEqualTo(5);
    }
}
