package dev.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How many failures, or successes, there were in a row up to now.
 *
 * <p>A counter that every success has to move would be the busiest word of a breaker. Therefore
 * successes are counted by the window alone, and {@code run} packs what changes with a failure: the
 * number of failures in a row (high bits) and how many successes there had been by the last of them
 * (low bits). Where there are more by now, the row has ended. Each failure learns from its own
 * compare-and-set how long the row is, so exactly one of them reaches a threshold.
 */
final class Streak {

    private static final VarHandle RUN = VarHandles.of(MethodHandles.lookup(), "run", long.class);

    private static final int FAILURES_SHIFT = 40;
    private static final long SUCCESSES_MASK = (1L << FAILURES_SHIFT) - 1;
    private static final long MOST_FAILURES = (1L << (Long.SIZE - FAILURES_SHIFT - 1)) - 1;

    private final Window window;
    private volatile long run;

    /**
     * A row within one phase.
     *
     * @param window counts the same outcomes, each after this
     */
    Streak(Window window) {
        this.window = window;
    }

    /** Notes a failure, and returns how many there have been in a row. */
    long failed() {
        while (true) {
            long before = run;
            long successes = successesSoFar();
            long row = Math.min(rowUpTo(before, successes) + 1, MOST_FAILURES);
            if (RUN.compareAndSet(this, before, (row << FAILURES_SHIFT) | successes)) {
                return row;
            }
        }
    }

    long consecutiveFailures() {
        long before = run;
        return rowUpTo(before, successesSoFar());
    }

    long consecutiveSuccesses() {
        long before = run;
        return (successesSoFar() - before) & SUCCESSES_MASK;
    }

    private static long rowUpTo(long run, long successes) {
        return (run & SUCCESSES_MASK) == successes ? run >>> FAILURES_SHIFT : 0;
    }

    private long successesSoFar() {
        return window.successes() & SUCCESSES_MASK;
    }
}
