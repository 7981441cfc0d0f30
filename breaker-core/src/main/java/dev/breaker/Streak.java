package dev.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many failures, or successes, there were in a row up to now.
 *
 * <p>A counter that every success has to move would be the busiest word of a breaker. Therefore
 * successes only add to an adder, and {@code run} packs what changes rarely: the number of failures
 * in a row (high bits) and the sum of successes when it last changed (low bits). A success touches
 * it only where it ends a row of failures. Each failure learns from its own compare-and-set how
 * long the row is, so exactly one of them reaches a threshold.
 */
final class Streak {

    private static final VarHandle RUN = VarHandles.of(MethodHandles.lookup(), "run", long.class);

    private static final int FAILURES_SHIFT = 40;
    private static final long SUCCESSES_MASK = (1L << FAILURES_SHIFT) - 1;
    private static final long MOST_FAILURES = (1L << (Long.SIZE - FAILURES_SHIFT - 1)) - 1;

    private final LongAdder successes = new LongAdder();
    private volatile long run;

    /** Returns the number of consecutive failures after this outcome. */
    long record(boolean failed) {
        if (failed) {
            return failure();
        }
        long before = run;
        while (before >>> FAILURES_SHIFT != 0
                && !RUN.compareAndSet(this, before, successesSoFar())) {
            before = run;
        }
        successes.increment();
        return 0;
    }

    private long failure() {
        while (true) {
            long before = run;
            long failures = Math.min((before >>> FAILURES_SHIFT) + 1, MOST_FAILURES);
            if (RUN.compareAndSet(this, before, (failures << FAILURES_SHIFT) | successesSoFar())) {
                return failures;
            }
        }
    }

    long consecutiveFailures() {
        return run >>> FAILURES_SHIFT;
    }

    long consecutiveSuccesses() {
        long now = run;
        return now >>> FAILURES_SHIFT != 0 ? 0 : (successesSoFar() - now) & SUCCESSES_MASK;
    }

    private long successesSoFar() {
        return successes.sum() & SUCCESSES_MASK;
    }
}
