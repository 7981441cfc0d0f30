package dev.breaker;

/**
 * When a failure was and how long it took, in one word, so that the two are never torn apart: 40
 * bits of milliseconds since 2020, which last until 2054, 3 bits of a decimal exponent and 21 bits
 * of microseconds, which makes six significant digits and up to 242 days.
 */
final class FailureWord {

    private static final long EPOCH = 1_577_836_800_000L; // 2020-01-01
    private static final int MILLIS_SHIFT = 24;
    private static final int EXPONENT_SHIFT = 21;
    private static final long MANTISSA = (1L << EXPONENT_SHIFT) - 1;
    private static final int MOST_EXPONENT = 7;
    private static final long UNKNOWN = (1L << MILLIS_SHIFT) - 1;
    private static final long[] POWERS = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000
    };

    private FailureWord() {}

    /** Never 0, so that 0 is an empty place. */
    static long pack(long millis, long nanos) {
        return (Math.max(1, millis - EPOCH) << MILLIS_SHIFT) | duration(nanos);
    }

    private static long duration(long nanos) {
        if (nanos < 0) {
            return UNKNOWN;
        }
        long micros = nanos / 1_000;
        int exponent = 0;
        while (micros / POWERS[exponent] > MANTISSA && exponent < MOST_EXPONENT) {
            exponent++;
        }
        long mantissa = Math.min(micros / POWERS[exponent], MANTISSA - 1);
        return ((long) exponent << EXPONENT_SHIFT) | mantissa;
    }

    static long millis(long word) {
        return (word >>> MILLIS_SHIFT) + EPOCH;
    }

    /** Negative where it was not measured. */
    static long nanos(long word) {
        long duration = word & UNKNOWN;
        return duration == UNKNOWN
                ? -1
                : (duration & MANTISSA) * POWERS[(int) (duration >>> EXPONENT_SHIFT)] * 1_000;
    }
}
