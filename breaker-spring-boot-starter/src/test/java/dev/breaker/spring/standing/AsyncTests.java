package dev.breaker.spring.standing;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static dev.breaker.spring.AnnotatedApplication.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.CallNotPermittedException;
import dev.breaker.annotation.CircuitBreaker;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.interceptor.AsyncUncaughtExceptionHandler;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.scheduling.annotation.EnableAsync;

/** The breaker is where the call is made: on the other thread. */
@Timeout(30)
class AsyncTests {

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class Asynchronous implements AsyncConfigurer {

        final List<Throwable> uncaught = new CopyOnWriteArrayList<>();

        @Bean(destroyMethod = "shutdown")
        static ExecutorService taskExecutor() {
            return Executors.newSingleThreadExecutor(task -> new Thread(task, "executor"));
        }

        @Override
        public AsyncUncaughtExceptionHandler getAsyncUncaughtExceptionHandler() {
            return (thrown, method, arguments) -> uncaught.add(thrown);
        }
    }

    public static class Client {

        final List<String> lines = new CopyOnWriteArrayList<>();

        @Async
        @CircuitBreaker(name = "backend")
        public void send() {
            note("sent");
        }

        @Async
        @CircuitBreaker(name = "backend", fallbackMethod = "keep")
        public void sendOrKeep() {
            note("tried");
            throw new IllegalStateException("down");
        }

        @Async
        @Retryable(maxRetries = 2, delay = 0)
        @CircuitBreaker(name = "backend", fallbackMethod = "keep")
        public void sendAgainOrKeep() {
            sendOrKeep();
        }

        private void keep() {
            note("kept");
        }

        private void note(String what) {
            lines.add(what + " by " + Thread.currentThread().getName());
        }
    }

    private static ApplicationContextRunner application() {
        return with(Asynchronous.class, RetryableTests.Resilient.class, Client.class);
    }

    private static Client client(ApplicationContext context) {
        return context.getBean(Client.class);
    }

    /** What happened until all that was handed over is done. */
    private static List<String> lines(ApplicationContext context) throws InterruptedException {
        ExecutorService executor = context.getBean(ExecutorService.class);
        executor.shutdown();
        assertThat(executor.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        return Proxies.target(client(context)).lines;
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483637", "-1"})
    void callAndFallbackAreMadeOnTheOtherThread(String order) {
        application()
                .withPropertyValues("breaker.order=" + order)
                .run(
                        context -> {
                            client(context).sendOrKeep();
                            assertThat(lines(context))
                                    .containsExactly("tried by executor", "kept by executor");
                            assertThat(breaker(context, "backend").snapshot().totalFailedCalls())
                                    .isOne();
                        });
    }

    @Test
    void retriesAreMadeThereToo() {
        application()
                .run(
                        context -> {
                            client(context).sendAgainOrKeep();
                            assertThat(lines(context))
                                    .hasSize(4)
                                    .last()
                                    .isEqualTo("kept by executor");
                            assertThat(breaker(context, "backend").snapshot().totalFailedCalls())
                                    .isEqualTo(3);
                        });
    }

    @Test
    void withAnOrderBelowZeroTheRetriesAreOneCall() {
        application()
                .withPropertyValues("breaker.order=-1")
                .run(
                        context -> {
                            client(context).sendAgainOrKeep();
                            assertThat(lines(context))
                                    .hasSize(4)
                                    .last()
                                    .isEqualTo("kept by executor");
                            assertThat(breaker(context, "backend").snapshot().totalFailedCalls())
                                    .isOne();
                        });
    }

    @Test
    void aRejectionThatNobodyAnswersGoesToTheHandlerOfSuchExceptions() {
        application()
                .run(
                        context -> {
                            breaker(context, "backend").forceOpen();
                            client(context).send();
                            assertThat(lines(context)).isEmpty();
                            Asynchronous configuration = context.getBean(Asynchronous.class);
                            assertThat(configuration.uncaught)
                                    .singleElement()
                                    .isInstanceOf(CallNotPermittedException.class);
                        });
    }
}
