package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.with;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.annotation.CircuitBreaker;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** A fallback that throws itself, when what it was given was wrapped or cannot be asked. */
class RethrowingFallbackTests {

    private static final IOException FAILURE = new IOException("down");

    @Test
    void whatTheFallbackThrowsSuppressesTheWrapperUnlessItHasWhatThatWraps() {
        with(Rethrowing.class)
                .run(
                        context -> {
                            Rethrowing bean = context.getBean(Rethrowing.class);
                            Throwable wrapper = new CompletionException(FAILURE);
                            assertThatThrownBy(() -> bean.read(wrapper, "same"))
                                    .isSameAs(FAILURE)
                                    .hasNoSuppressedExceptions();
                            assertThatThrownBy(() -> bean.read(wrapper, "wrap"))
                                    .hasCause(FAILURE)
                                    .hasNoSuppressedExceptions();
                            assertThatThrownBy(() -> bean.read(wrapper, "new"))
                                    .hasSuppressedException(wrapper);
                        });
    }

    /** Whether it has what it was given among its causes cannot be known then. */
    @Test
    void whatTheFallbackThrowsReachesTheCallerEvenIfItsCauseCannotBeAskedFor() {
        with(Rethrowing.class)
                .run(
                        context -> {
                            Rethrowing bean = context.getBean(Rethrowing.class);
                            assertThatThrownBy(() -> bean.read(FAILURE, "broken"))
                                    .isInstanceOf(BrokenFailure.class);
                            assertThatThrownBy(() -> bean.read(new BrokenFailure(), "new"))
                                    .hasMessage("no stock");
                        });
    }

    @SuppressWarnings("serial")
    static class BrokenFailure extends IOException {
        @Override
        public Throwable getCause() {
            throw new IllegalStateException("broken");
        }
    }

    public static class Rethrowing {

        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public String read(Throwable outcome, String way) throws IOException {
            return Backend.answer(outcome);
        }

        private String instead(Throwable outcome, String way, IOException given)
                throws IOException {
            throw switch (way) {
                case "same" -> given;
                case "wrap" -> new IOException("no stock", given);
                case "broken" -> new BrokenFailure();
                default -> new IOException("no stock");
            };
        }
    }
}
