package dev.breaker.spring;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.Breaker;
import dev.breaker.CallNotPermittedException;
import java.time.Duration;

/** Calls through a breaker, as tests need them. */
public final class Calls {

    private Calls() {}

    public static void succeed(Breaker breaker) {
        breaker.run(() -> {});
    }

    /** A call that succeeds after this time. */
    public static void succeedAfter(Duration duration, TestTime time, Breaker breaker) {
        breaker.run(() -> time.advance(duration));
    }

    public static void fail(Breaker breaker, RuntimeException with) {
        assertThatThrownBy(
                        () ->
                                breaker.run(
                                        () -> {
                                            throw with;
                                        }))
                .isSameAs(with);
    }

    /** Calls that fail until the breaker is open; at most a thousand. */
    public static void failUntilOpen(Breaker breaker, RuntimeException with) {
        for (int i = 0; i < 1000; i++) {
            switch (breaker.state()) {
                case OPEN -> {
                    return;
                }
                default -> fail(breaker, with);
            }
        }
        throw new AssertionError(breaker + " does not open");
    }

    public static void beRejected(Breaker breaker) {
        assertThatThrownBy(() -> breaker.run(() -> {}))
                .isInstanceOf(CallNotPermittedException.class);
    }
}
