package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static dev.breaker.spring.AnnotatedApplication.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.CallNotPermittedException;
import dev.breaker.annotation.CircuitBreaker;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which of several fallbacks of one name runs. */
class FallbackChoiceTests {

    @Test
    void theMostSpecificExceptionWins() {
        with(ByException.class)
                .run(
                        context -> {
                            ByException bean = context.getBean(ByException.class);
                            assertThat(bean.read("a", null)).isEqualTo("backend");
                            assertThat(bean.read("a", new FileNotFoundException()))
                                    .isEqualTo("a: not found");
                            assertThat(bean.read("a", new IOException())).isEqualTo("a: io");
                            assertThat(bean.read("a", new IllegalStateException()))
                                    .isEqualTo("any");
                            breaker(context, "backend").forceOpen();
                            assertThat(bean.read("a", null)).isEqualTo("a: rejected");
                        });
    }

    public static class ByException {

        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public String read(String key, @Nullable Throwable outcome) {
            return Backend.answer(outcome);
        }

        private String instead() {
            return "any";
        }

        private String instead(String key, @Nullable Throwable outcome, IOException thrown) {
            return key + ": io";
        }

        private String instead(
                String key, @Nullable Throwable outcome, FileNotFoundException thrown) {
            return key + ": not found";
        }

        private String instead(
                String key, @Nullable Throwable outcome, CallNotPermittedException thrown) {
            return key + ": rejected";
        }
    }

    @Test
    void aMoreSpecificExceptionBeatsMoreParameters() {
        with(ExceptionFirst.class)
                .run(
                        context ->
                                assertThat(context.getBean(ExceptionFirst.class).read("a"))
                                        .isEqualTo("by exception"));
    }

    public static class ExceptionFirst {

        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public String read(String key) {
            return Backend.answer(new IllegalStateException());
        }

        String instead(String key, Exception thrown) {
            return "by parameters";
        }

        String instead(String key) {
            return "by parameters alone";
        }

        String instead(IllegalStateException thrown) {
            return "by exception";
        }
    }

    @Test
    void moreParametersWinThen() {
        with(ParametersThen.class)
                .run(
                        context ->
                                assertThat(context.getBean(ParametersThen.class).read("a"))
                                        .isEqualTo("with a"));
    }

    public static class ParametersThen {

        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public String read(String key) {
            return Backend.answer(new IllegalStateException());
        }

        String instead(Exception thrown) {
            return "without";
        }

        String instead(String key, Exception thrown) {
            return "with " + key;
        }
    }

    @Test
    void moreSpecificParametersWinAtLast() {
        with(Overloaded.class)
                .run(
                        context ->
                                assertThat(context.getBean(Overloaded.class).read(7))
                                        .isEqualTo("number"));
    }

    public static class Overloaded {

        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public String read(Integer key) {
            return Backend.answer(new IllegalStateException());
        }

        String instead(Object key) {
            return "object";
        }

        String instead(Number key) {
            return "number";
        }
    }

    @Test
    void anExceptionThatIsAParameterIsPassedOn() {
        with(ExceptionAsParameter.class)
                .run(
                        context -> {
                            Exception reported = new IOException("reported");
                            assertThat(context.getBean(ExceptionAsParameter.class).report(reported))
                                    .isSameAs(reported);
                        });
    }

    public static class ExceptionAsParameter {

        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public @Nullable Exception report(Exception reported) {
            throw new IllegalStateException();
        }

        Exception instead(Exception reported) {
            return reported;
        }
    }

    @Test
    void whereNoneTakesTheExceptionItGoesToTheCaller() {
        with(OnlyForRejections.class)
                .run(
                        context -> {
                            IOException thrown = new IOException();
                            OnlyForRejections bean = context.getBean(OnlyForRejections.class);
                            assertThatThrownBy(() -> bean.read(thrown)).isSameAs(thrown);
                            breaker(context, "backend").forceOpen();
                            assertThat(bean.read(thrown)).isEqualTo("rejected");
                            assertThat(context.getBean(FallbackCounts.class).of("backend").sum())
                                    .isOne();
                        });
    }

    public static class OnlyForRejections {

        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public String read(Throwable outcome) throws IOException {
            return Backend.answer(outcome);
        }

        String instead(CallNotPermittedException thrown) {
            return "rejected";
        }
    }
}
