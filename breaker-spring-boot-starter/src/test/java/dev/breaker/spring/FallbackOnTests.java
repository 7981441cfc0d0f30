package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static dev.breaker.spring.AnnotatedApplication.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.CallNotPermittedException;
import dev.breaker.annotation.CircuitBreaker;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** For which exceptions a fallback runs, and what becomes of what it throws. */
class FallbackOnTests {

    private static final Throwable FAILURE = new IllegalStateException("down");
    private static final Throwable IGNORED = new IllegalArgumentException("no such article");

    public static class Reader {

        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public String read(@Nullable Throwable outcome) {
            return Backend.answer(outcome);
        }

        private String instead(@Nullable Throwable outcome, Throwable thrown) {
            return "fallback";
        }
    }

    /** r4j#780, #804, #1760, #2082: the fallback ran for ignored business exceptions. */
    @Test
    void failureIsForFailuresAndRejectionsAndLeavesIgnoredExceptionsToTheCaller() {
        with(FallbackOn.FAILURE, Reader.class)
                .run(
                        context -> {
                            Reader reader = context.getBean(Reader.class);
                            assertThat(reader.read(FAILURE)).isEqualTo("fallback");
                            assertThat(reader.read(rejectionOfAnother())).isEqualTo("fallback");
                            assertThat(reader.read(new StackOverflowError())).isEqualTo("fallback");
                            assertThatThrownBy(() -> reader.read(IGNORED)).isSameAs(IGNORED);
                            assertThatThrownBy(() -> reader.read(new CancellationException()))
                                    .isInstanceOf(CancellationException.class);
                            breaker(context, "backend").forceOpen();
                            assertThat(reader.read(null)).isEqualTo("fallback");
                            assertThat(context.getBean(FallbackCounts.class).of("backend").sum())
                                    .isEqualTo(4);
                        });
    }

    /** Also while the breaker rejects nothing: an operator switches off the breaker, not this. */
    @Test
    void aFailureIsOneInEveryStateThatPermitsCalls() {
        with(FallbackOn.FAILURE, Reader.class)
                .run(
                        context -> {
                            Reader reader = context.getBean(Reader.class);
                            Breaker backend = breaker(context, "backend");
                            for (Runnable change :
                                    List.<Runnable>of(
                                            backend::disable,
                                            backend::metricsOnly,
                                            backend::halfOpen)) {
                                change.run();
                                assertThat(reader.read(FAILURE)).isEqualTo("fallback");
                                assertThat(reader.read(null)).isEqualTo("backend");
                            }
                        });
    }

    @Test
    void rejectionIsForRejectionsOnly() {
        with(FallbackOn.REJECTION, Reader.class)
                .run(
                        context -> {
                            Reader reader = context.getBean(Reader.class);
                            assertThatThrownBy(() -> reader.read(FAILURE)).isSameAs(FAILURE);
                            assertThatThrownBy(() -> reader.read(IGNORED)).isSameAs(IGNORED);
                            assertThat(reader.read(rejectionOfAnother())).isEqualTo("fallback");
                            breaker(context, "backend").forceOpen();
                            assertThat(reader.read(null)).isEqualTo("fallback");
                        });
    }

    @Test
    void anyIsForEveryException() {
        with(FallbackOn.ANY, Reader.class)
                .run(
                        context -> {
                            Reader reader = context.getBean(Reader.class);
                            assertThat(reader.read(FAILURE)).isEqualTo("fallback");
                            assertThat(reader.read(IGNORED)).isEqualTo("fallback");
                            assertThat(reader.read(new Error())).isEqualTo("fallback");
                        });
    }

    @Test
    void anInterruptionThatAFallbackReplacesIsNotLost() {
        with(FallbackOn.ANY, Reader.class)
                .run(
                        context -> {
                            Reader reader = context.getBean(Reader.class);
                            assertThat(reader.read(new InterruptedException()))
                                    .isEqualTo("fallback");
                            assertThat(Thread.interrupted()).isTrue();
                        });
    }

    private static CallNotPermittedException rejectionOfAnother() {
        Breaker other = Breaker.of("other", BreakerConfig.builder().build());
        other.forceOpen();
        return (CallNotPermittedException) catchThrowable(other::acquire);
    }

    @Test
    void whatAFallbackThrowsCarriesTheOriginalSuppressed() {
        with(Rethrowing.class)
                .run(
                        context -> {
                            Rethrowing bean = context.getBean(Rethrowing.class);
                            RuntimeException failure = new IllegalStateException();
                            assertThatThrownBy(() -> bean.read(failure, "new"))
                                    .isInstanceOf(UnsupportedOperationException.class)
                                    .hasSuppressedException(failure);
                            assertThatThrownBy(() -> bean.read(failure, "same"))
                                    .isSameAs(failure)
                                    .hasNoSuppressedExceptions();
                            Throwable cause = new IOException();
                            assertThatThrownBy(
                                            () ->
                                                    bean.read(
                                                            new IllegalStateException(cause),
                                                            "cause"))
                                    .isSameAs(cause)
                                    .hasNoSuppressedExceptions();
                            assertThatThrownBy(() -> bean.read(failure, "wrap"))
                                    .hasCause(failure)
                                    .hasNoSuppressedExceptions();
                        });
    }

    public static class Rethrowing {

        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public String read(RuntimeException outcome, String way) throws IOException {
            throw outcome;
        }

        private String instead(RuntimeException outcome, String way, IllegalStateException thrown)
                throws Throwable {
            throw switch (way) {
                case "same" -> thrown;
                case "cause" -> thrown.getCause();
                case "wrap" -> new UnsupportedOperationException("no stock", thrown);
                default -> new UnsupportedOperationException("no stock");
            };
        }
    }

    @Test
    void aResultThatCountsAsFailureReachesTheCaller() {
        BreakerConfig config = BreakerConfig.builder().recordResult("backend"::equals).build();
        with(config, FallbackOn.FAILURE, Reader.class)
                .run(
                        context -> {
                            assertThat(context.getBean(Reader.class).read(null))
                                    .isEqualTo("backend");
                            assertThat(breaker(context, "backend").snapshot().failedCalls())
                                    .isOne();
                            assertThat(context.getBean(FallbackCounts.class).of("backend").sum())
                                    .isZero();
                        });
    }
}
