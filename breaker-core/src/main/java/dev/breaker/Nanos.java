package dev.breaker;

import java.time.Duration;

/** Durations as nanoseconds, for the inside. */
final class Nanos {

    private Nanos() {}

    /** The later of two readings of a ticker. */
    static long later(long one, long other) {
        return other - one > 0 ? other : one;
    }

    /** Capped at the range of a long, about 292 years: longer than any process lives. */
    static long of(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException tooLong) {
            return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
