package dev.breaker.spring.overhttp;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.State;
import dev.breaker.annotation.CircuitBreaker;
import dev.breaker.spring.AnnotatedApplication;
import dev.breaker.spring.Totals;
import dev.breaker.spring.http.Downstream;
import dev.breaker.spring.http.RawDownstream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

/** Methods that Spring runs on another thread, and that call real servers from there. */
@Timeout(60)
class AsyncOverHttpTests {

    private final Downstream healthy = new Downstream();

    @AfterEach
    void stop() {
        healthy.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class Asynchronous {

        @Bean(destroyMethod = "shutdownNow")
        static ExecutorService taskExecutor() {
            return Executors.newSingleThreadExecutor(task -> new Thread(task, "executor"));
        }
    }

    public static class Sender {

        private final Client client = new Client();
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        @Async
        @CircuitBreaker(name = "backend", fallbackMethod = "keep")
        public void send(String url, Trouble trouble) throws Exception {
            note(client.send(url, trouble.patience()));
        }

        private void keep(String url, Trouble trouble, Exception why) {
            note("instead of " + why.getClass().getSimpleName());
        }

        private void note(String what) {
            heard.add(what + " by " + Thread.currentThread().getName());
        }

        @Async
        @CircuitBreaker(name = "backend", fallbackMethod = "value")
        public CompletableFuture<String> ask(String url, Trouble trouble) throws Exception {
            return CompletableFuture.completedFuture(client.send(url, trouble.patience()));
        }

        private String value(String url, Trouble trouble, Exception why) {
            return "instead of %s by %s"
                    .formatted(why.getClass().getSimpleName(), Thread.currentThread().getName());
        }

        /** What the next call to {@link #send} has come to. */
        String heard() throws InterruptedException {
            return heard.poll(20, TimeUnit.SECONDS);
        }
    }

    /** Makes a call and waits for what it comes to. */
    private interface Method {
        String answer(Sender sender, Sender target, String url, Trouble trouble) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void ofNothing(Trouble trouble) throws Exception {
        opensAndAnswersInstead(
                trouble,
                (sender, target, url, patience) -> {
                    sender.send(url, patience);
                    return target.heard();
                });
    }

    @ParameterizedTest
    @EnumSource
    void ofAFuture(Trouble trouble) throws Exception {
        opensAndAnswersInstead(
                trouble,
                (sender, target, url, patience) ->
                        sender.ask(url, patience).get(20, TimeUnit.SECONDS));
    }

    private void opensAndAnswersInstead(Trouble trouble, Method method) throws Exception {
        try (RawDownstream troubled = new RawDownstream(trouble::play)) {
            AnnotatedApplication.with(Asynchronous.class, Sender.class)
                    .run(
                            context -> {
                                assertThat(answer(context, method, healthy.url(), Trouble.FAILS))
                                        .startsWith("hello");
                                for (int call = 1; call <= 4; call++) {
                                    assertThat(answer(context, method, troubled.url(), trouble))
                                            .matches("instead of \\w+ by executor")
                                            .doesNotContain("CallNotPermitted");
                                }
                                isRejected(context, method);
                            });
        }
    }

    private void isRejected(ApplicationContext context, Method method) throws Exception {
        assertThat(breaker(context, "backend").state()).isEqualTo(State.OPEN);
        assertThat(answer(context, method, healthy.url(), Trouble.FAILS))
                .isEqualTo("instead of CallNotPermittedException by executor");
        assertThat(healthy.requests()).isOne();
        assertThat(Totals.of(context)).isEqualTo(new Totals(1, 4, 0, 1));
    }

    private static String answer(
            ApplicationContext context, Method method, String url, Trouble trouble)
            throws Exception {
        Sender sender = context.getBean(Sender.class);
        Sender target = (Sender) AopProxyUtils.getSingletonTarget(sender);
        return method.answer(sender, target, url, trouble);
    }
}
