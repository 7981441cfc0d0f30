package dev.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The recent outcomes, and the row of failures that they end with. Thread-safe, without locks; once
 * all threads are at rest the counts are exact.
 *
 * <p><b>The row.</b> A counter that every success has to move would be the busiest word of a
 * breaker. Therefore successes are only counted, and {@code row} packs what changes with a failure:
 * the number of failures in a row (high bits) and how many successes there had been by the last of
 * them (low bits). Where there are more by now, the row has ended. Each failure learns from its own
 * compare-and-set how long the row is, so exactly one of them reaches a threshold. One that is
 * overtaken by another with more successes stands behind it in the row: both were under way.
 *
 * <p>What a failure writes stands together in the window, and not beside what every call reads.
 */
abstract sealed class Window permits CountWindow, TimeWindow {

    private static final VarHandle ROW = VarHandles.of(MethodHandles.lookup(), "row", long.class);

    private static final int FAILURES_SHIFT = 40;
    private static final int UNUSED_BITS = Long.SIZE - FAILURES_SHIFT;
    private static final long SUCCESSES_MASK = (1L << FAILURES_SHIFT) - 1;
    private static final long MOST_FAILURES = (1L << (UNUSED_BITS - 1)) - 1;

    private volatile long row;
    private volatile @Nullable FailureNote lastFailure;

    /** A new, empty window of the configured kind. */
    static Window open(BreakerConfig config, long now) {
        return switch (config.slidingWindowType()) {
            case COUNT_BASED ->
                    new CountWindow(
                            config.slidingWindowSize(),
                            !config.slowCallDurationThreshold().isZero());
            case TIME_BASED -> new TimeWindow(config.slidingWindowSize(), now);
        };
    }

    /**
     * Records an outcome.
     *
     * @param outcome any but {@link Outcome#IGNORED}
     * @param now the reading of the ticker; a count window does not look at it
     * @return the counts and the row with which a threshold was reached right after this outcome;
     *     null if none was, or if this outcome cannot be what reached it
     */
    abstract @Nullable Reached record(Outcome outcome, long now, Thresholds thresholds);

    /** What the window holds. */
    abstract Counts counts(long now);

    /** How many successes there were since it was opened, slow ones too, whatever it holds now. */
    abstract long successes();

    /**
     * Takes note of a failure that counts; before it is recorded.
     *
     * @param cause null if a result was the failure
     */
    final void remember(@Nullable Throwable cause) {
        String type = Failure.typeOf(cause);
        String message = Failure.messageOf(cause);
        long millis = Failure.now();
        FailureNote last = lastFailure;
        if (last == null || !last.covers(type, message, millis)) {
            lastFailure = new FailureNote(type, message, millis);
        }
    }

    final @Nullable Failure lastFailure() {
        FailureNote last = lastFailure;
        return last == null ? null : last.failure();
    }

    /**
     * Adds a failure to the row.
     *
     * @param successes how many there had been when the failure was counted
     * @return how many failures there have been in a row
     */
    final long lengthened(long successes) {
        while (true) {
            long before = row;
            long known = latest(before & SUCCESSES_MASK, successes & SUCCESSES_MASK);
            long failures = Math.min(rowUpTo(before, known) + 1, MOST_FAILURES);
            if (ROW.compareAndSet(this, before, (failures << FAILURES_SHIFT) | known)) {
                return failures;
            }
        }
    }

    /** Of two numbers that have wrapped around, the one that is further on. */
    private static long latest(long one, long other) {
        return (other - one) << UNUSED_BITS > 0 ? other : one;
    }

    final long consecutiveFailures() {
        long before = row;
        return rowUpTo(before, successes() & SUCCESSES_MASK);
    }

    final long consecutiveSuccesses() {
        long before = row;
        return (successes() - before) & SUCCESSES_MASK;
    }

    private static long rowUpTo(long row, long successes) {
        return (row & SUCCESSES_MASK) == successes ? row >>> FAILURES_SHIFT : 0;
    }
}
