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
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An exception that only wraps another one stands for it, as it does for the breaker. */
class WrappedExceptionsTests {

    private static final IOException FAILURE = new IOException("down");

    static Stream<Function<Throwable, Throwable>> wrappers() {
        return Stream.of(
                CompletionException::new,
                ExecutionException::new,
                UndeclaredThrowableException::new,
                InvocationTargetException::new,
                thrown -> new ExecutionException(new CompletionException(thrown)));
    }

    private static CallNotPermittedException rejection() {
        Breaker other = Breaker.of("other", BreakerConfig.builder().build());
        other.forceOpen();
        return (CallNotPermittedException) catchThrowable(other::acquire);
    }

    record Seen(String handler, Throwable given) {}

    public static class ByCause {

        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public Object read(Throwable outcome) throws Throwable {
            return Backend.answer(outcome);
        }

        private Object instead(IOException given) {
            return new Seen("io", given);
        }

        private Object instead(CallNotPermittedException given) {
            return new Seen("rejected", given);
        }
    }

    @ParameterizedTest
    @MethodSource("wrappers")
    void whatIsWrappedDecidesAndIsWhatTheFallbackGets(Function<Throwable, Throwable> wrapper) {
        with(ByCause.class)
                .run(
                        context -> {
                            ByCause bean = context.getBean(ByCause.class);
                            CallNotPermittedException rejection = rejection();
                            assertThat(bean.read(wrapper.apply(FAILURE)))
                                    .isEqualTo(new Seen("io", FAILURE));
                            assertThat(bean.read(wrapper.apply(rejection)))
                                    .isEqualTo(new Seen("rejected", rejection));
                        });
    }

    @ParameterizedTest
    @MethodSource("wrappers")
    void aWrappedRejectionIsARejection(Function<Throwable, Throwable> wrapper) {
        with(FallbackOn.REJECTION, ByCause.class)
                .run(
                        context -> {
                            ByCause bean = context.getBean(ByCause.class);
                            assertThat(bean.read(wrapper.apply(rejection())))
                                    .isInstanceOf(Seen.class);
                            Throwable failure = wrapper.apply(FAILURE);
                            assertThatThrownBy(() -> bean.read(failure)).hasRootCause(FAILURE);
                        });
    }

    /** The list of wrappers is the engine's: what it ignores, no fallback may replace. */
    @ParameterizedTest
    @MethodSource("wrappers")
    void theBreakerLooksThroughTheSameOnes(Function<Throwable, Throwable> wrapper) {
        with(ByCause.class)
                .run(
                        context -> {
                            ByCause bean = context.getBean(ByCause.class);
                            Throwable ignored = wrapper.apply(new IllegalArgumentException());
                            assertThatThrownBy(() -> bean.read(ignored)).isSameAs(ignored);
                            assertThat(breaker(context, "backend").snapshot().totalIgnoredCalls())
                                    .isOne();
                        });
    }

    @ParameterizedTest
    @MethodSource("wrappers")
    void whereNoFallbackTakesItTheCallerGetsTheWrapper(Function<Throwable, Throwable> wrapper) {
        with(ByCause.class)
                .run(
                        context -> {
                            ByCause bean = context.getBean(ByCause.class);
                            Throwable thrown = wrapper.apply(new IllegalStateException());
                            assertThatThrownBy(() -> bean.read(thrown)).isSameAs(thrown);
                        });
    }

    public static class ByWrapper {

        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public Object read(Throwable outcome) throws Throwable {
            return Backend.answer(outcome);
        }

        private Object instead(CompletionException given) {
            return new Seen("wrapper", given);
        }

        private Object instead(OurExecutionException given) {
            return new Seen("ours", given);
        }

        private Object instead(Exception given) {
            return new Seen("any", given);
        }

        private Object instead(RuntimeException given) {
            return new Seen("runtime", given);
        }
    }

    @SuppressWarnings("serial")
    static class OurExecutionException extends ExecutionException {
        OurExecutionException(Throwable cause) {
            super(cause);
        }
    }

    @Test
    void aFallbackThatAsksForTheWrapperComesFirst() {
        with(ByWrapper.class)
                .run(
                        context -> {
                            ByWrapper bean = context.getBean(ByWrapper.class);
                            Throwable wrapper =
                                    new CompletionException(new IllegalStateException("down"));
                            Throwable ours = new OurExecutionException(wrapper);
                            assertThat(bean.read(wrapper)).isEqualTo(new Seen("wrapper", wrapper));
                            assertThat(bean.read(new ExecutionException(wrapper)))
                                    .isEqualTo(new Seen("wrapper", wrapper));
                            assertThat(bean.read(ours)).isEqualTo(new Seen("ours", ours));
                        });
    }

    @Test
    void whatTheWrapperIsBesidesComesLast() {
        with(ByWrapper.class, BySupertype.class)
                .run(
                        context -> {
                            assertThat(
                                            context.getBean(ByWrapper.class)
                                                    .read(
                                                            new UndeclaredThrowableException(
                                                                    FAILURE)))
                                    .isEqualTo(new Seen("any", FAILURE));
                            Throwable wrapper = new CompletionException(FAILURE);
                            Throwable wrapped = new IllegalStateException("down");
                            BySupertype bean = context.getBean(BySupertype.class);
                            assertThat(bean.read(wrapper)).isEqualTo(new Seen("runtime", wrapper));
                            assertThat(bean.read(new ExecutionException(wrapped)))
                                    .isEqualTo(new Seen("runtime", wrapped));
                            assertThat(bean.read(new ExecutionException(FAILURE)))
                                    .isEqualTo("nothing fits");
                        });
    }

    public static class BySupertype {

        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public Object read(Throwable outcome) throws Throwable {
            return Backend.answer(outcome);
        }

        private Object instead(RuntimeException given) {
            return new Seen("runtime", given);
        }

        private Object instead() {
            return "nothing fits";
        }
    }

    @Test
    void anInterruptionIsNotLostUnlessItWasThatOfAnotherThread() {
        with(FallbackOn.ANY, ByWrapper.class)
                .run(
                        context -> {
                            ByWrapper bean = context.getBean(ByWrapper.class);
                            Throwable interruption = new InterruptedException();
                            assertThat(bean.read(new UndeclaredThrowableException(interruption)))
                                    .isEqualTo(new Seen("any", interruption));
                            assertThat(Thread.interrupted()).isTrue();
                            bean.read(new InvocationTargetException(interruption));
                            assertThat(Thread.interrupted()).isTrue();
                            bean.read(new ExecutionException(interruption));
                            assertThat(Thread.interrupted()).isFalse();
                            bean.read(
                                    new InvocationTargetException(
                                            new CompletionException(interruption)));
                            assertThat(Thread.interrupted()).isFalse();
                        });
    }

    @Test
    void aWrapperOfNothingAndACircleOfWrappersAreThemselves() {
        with(ByWrapper.class)
                .run(
                        context -> {
                            ByWrapper bean = context.getBean(ByWrapper.class);
                            Throwable empty = new ExecutionException(null);
                            assertThat(bean.read(empty)).isEqualTo(new Seen("any", empty));
                            assertThat(bean.read(new Circular()))
                                    .extracting("handler")
                                    .isEqualTo("any");
                            Throwable broken = new BrokenCause();
                            assertThat(bean.read(broken)).isEqualTo(new Seen("any", broken));
                        });
    }

    @SuppressWarnings("serial")
    static class Circular extends ExecutionException {
        @Override
        public Throwable getCause() {
            return this;
        }
    }

    @SuppressWarnings("serial")
    static class BrokenCause extends ExecutionException {
        @Override
        public Throwable getCause() {
            throw new IllegalStateException("broken");
        }
    }
}
