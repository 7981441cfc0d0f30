package dev.breaker;

import java.time.Duration;

/** Durations as nanoseconds, for the inside. */
final class Nanos {

    private Nanos() {}

    /** Capped at the range of a long, about 292 years: longer than any process lives. */
    static long of(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException tooLong) {
            return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
