package dev.breaker.spring.standing;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static dev.breaker.spring.AnnotatedApplication.calls;
import static dev.breaker.spring.AnnotatedApplication.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.CallNotPermittedException;
import dev.breaker.State;
import dev.breaker.annotation.CircuitBreaker;
import dev.breaker.spring.Calls;
import dev.breaker.spring.FallbackCounts;
import dev.breaker.spring.FallbackOn;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;

/** Retries see the breaker: every attempt is a call. The fallback comes after the last one. */
class RetryableTests {

    @Configuration(proxyBeanMethods = false)
    @EnableResilientMethods
    static class Resilient {}

    public static class Client {

        /** What becomes of the next calls; none left: they succeed. */
        final Deque<RuntimeException> trouble = new ArrayDeque<>();

        int attempts;

        void fail(int times) {
            for (int i = 0; i < times; i++) {
                trouble.add(new IllegalStateException("down"));
            }
        }

        @Retryable(maxRetries = 2, delay = 0, excludes = CallNotPermittedException.class)
        @CircuitBreaker(name = "backend")
        public String read() {
            attempts++;
            if (!trouble.isEmpty()) {
                throw trouble.remove();
            }
            return "read";
        }

        @Retryable(maxRetries = 2, delay = 0, excludes = CallNotPermittedException.class)
        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public String readOrElse(String key) {
            return read();
        }

        @Retryable(maxRetries = 2, delay = 0)
        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public String readStubbornly(String key) {
            return read();
        }

        private String instead(String key, RuntimeException why) {
            return key + " after " + why.getClass().getSimpleName();
        }
    }

    private static ApplicationContextRunner application() {
        return with(Resilient.class, Client.class);
    }

    static Client client(ApplicationContext context) {
        return context.getBean(Client.class);
    }

    /** The object itself: its fields are not those of its proxy. */
    static Client target(ApplicationContext context) {
        return Proxies.target(client(context));
    }

    private static Breaker opened(ApplicationContext context) {
        Breaker breaker = breaker(context, "backend");
        Calls.failUntilOpen(breaker, new IllegalStateException("earlier"));
        return breaker;
    }

    @Test
    void everyAttemptIsACall() {
        application()
                .run(
                        context -> {
                            target(context).fail(3);
                            assertThatThrownBy(() -> client(context).read()).hasMessage("down");
                            assertThat(breaker(context, "backend").snapshot().totalFailedCalls())
                                    .isEqualTo(3);
                        });
    }

    @Test
    void anAttemptThatSucceedsIsTheAnswer() {
        application()
                .run(
                        context -> {
                            target(context).fail(2);
                            assertThat(client(context).readOrElse("a")).isEqualTo("read");
                            assertThat(breaker(context, "backend").snapshot())
                                    .returns(2L, snapshot -> snapshot.totalFailedCalls())
                                    .returns(1L, snapshot -> snapshot.totalSuccessfulCalls());
                        });
    }

    @Test
    void theFallbackRunsOnceAfterTheLastAttempt() {
        application()
                .run(
                        context -> {
                            target(context).fail(3);
                            assertThat(client(context).readOrElse("a"))
                                    .isEqualTo("a after IllegalStateException");
                            assertThat(target(context).attempts).isEqualTo(3);
                            assertThat(calls(context, "backend")).isEqualTo(3);
                            assertThat(context.getBean(FallbackCounts.class).of("backend").sum())
                                    .isOne();
                        });
    }

    @Test
    void aRejectionThatIsExcludedIsNotRetried() {
        application()
                .run(
                        context -> {
                            Breaker breaker = opened(context);
                            assertThatThrownBy(() -> client(context).read())
                                    .isInstanceOf(CallNotPermittedException.class);
                            assertThat(breaker.snapshot().notPermittedCalls()).isOne();
                            assertThat(client(context).readOrElse("a"))
                                    .isEqualTo("a after CallNotPermittedException");
                            assertThat(breaker.snapshot().notPermittedCalls()).isEqualTo(2);
                        });
    }

    @Test
    void aRejectionThatIsNotExcludedIsRetriedInVain() {
        application()
                .run(
                        context -> {
                            Breaker breaker = opened(context);
                            assertThat(client(context).readStubbornly("a"))
                                    .isEqualTo("a after CallNotPermittedException");
                            assertThat(breaker.snapshot().notPermittedCalls()).isEqualTo(3);
                        });
    }

    @Test
    void retriesStopWhenTheBreakerOpens() {
        application()
                .run(
                        context -> {
                            Breaker breaker = breaker(context, "backend");
                            for (int i = 0; i < 3; i++) {
                                Calls.fail(breaker, new IllegalStateException("earlier"));
                            }
                            target(context).fail(3);
                            assertThat(client(context).readOrElse("a"))
                                    .isEqualTo("a after CallNotPermittedException");
                            assertThat(breaker.state()).isEqualTo(State.OPEN);
                            assertThat(target(context).attempts).isEqualTo(2);
                        });
    }

    @Test
    void whatTheBreakerIgnoresReachesTheCallerThoughThereIsAFallback() {
        application()
                .run(
                        context -> {
                            for (int i = 0; i < 3; i++) {
                                target(context).trouble.add(new IllegalArgumentException("no"));
                            }
                            assertThatThrownBy(() -> client(context).readOrElse("a"))
                                    .hasMessage("no");
                            assertThat(breaker(context, "backend").snapshot().totalIgnoredCalls())
                                    .isEqualTo(3);
                        });
    }

    @Test
    void fallbackOnIsHeededWhereTheFallbackStandsFurtherOut() {
        Class<?>[] beans = {Resilient.class, Client.class};
        with(FallbackOn.REJECTION, beans)
                .run(
                        context -> {
                            target(context).fail(3);
                            assertThatThrownBy(() -> client(context).readOrElse("a"))
                                    .hasMessage("down");
                        });
        with(FallbackOn.ANY, beans)
                .run(
                        context -> {
                            for (int i = 0; i < 3; i++) {
                                target(context).trouble.add(new IllegalArgumentException("no"));
                            }
                            assertThat(client(context).readOrElse("a"))
                                    .isEqualTo("a after IllegalArgumentException");
                        });
    }

    @Nested
    class WithAnOrderBelowZero {

        private final ApplicationContextRunner application =
                application().withPropertyValues("breaker.order=-1");

        @Test
        void allAttemptsAreOneCall() {
            application.run(
                    context -> {
                        target(context).fail(2);
                        assertThat(client(context).read()).isEqualTo("read");
                        target(context).fail(3);
                        assertThatThrownBy(() -> client(context).read()).hasMessage("down");
                        assertThat(target(context).attempts).isEqualTo(6);
                        assertThat(breaker(context, "backend").snapshot())
                                .returns(1L, snapshot -> snapshot.totalFailedCalls())
                                .returns(1L, snapshot -> snapshot.totalSuccessfulCalls());
                    });
        }

        @Test
        void theFallbackStillRunsAfterTheLastAttempt() {
            application.run(
                    context -> {
                        target(context).fail(3);
                        assertThat(client(context).readOrElse("a"))
                                .isEqualTo("a after IllegalStateException");
                        assertThat(target(context).attempts).isEqualTo(3);
                        assertThat(calls(context, "backend")).isOne();
                    });
        }

        @Test
        void aRejectionIsNeverRetried() {
            application.run(
                    context -> {
                        Breaker breaker = opened(context);
                        assertThat(client(context).readStubbornly("a"))
                                .isEqualTo("a after CallNotPermittedException");
                        assertThat(breaker.snapshot().notPermittedCalls()).isOne();
                    });
        }
    }

    @Nested
    class WithATemplate {

        private final Breaker breaker = Breaker.of("backend", BreakerConfig.builder().build());

        @Test
        void aRejectionIsEasyToExclude() {
            breaker.forceOpen();
            RetryPolicy policy =
                    RetryPolicy.builder()
                            .maxRetries(2)
                            .delay(Duration.ZERO)
                            .excludes(CallNotPermittedException.class)
                            .build();
            RetryTemplate retry = new RetryTemplate(policy);
            assertThatThrownBy(() -> retry.execute(() -> breaker.call(() -> "read")))
                    .isInstanceOf(RetryException.class)
                    .hasCauseInstanceOf(CallNotPermittedException.class);
            assertThat(breaker.snapshot().notPermittedCalls()).isOne();
        }
    }
}
