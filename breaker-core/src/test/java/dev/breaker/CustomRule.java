package dev.breaker;

import java.util.function.Predicate;

/** A {@code tripWhen} that can also be asked without a snapshot. */
record CustomRule(Kind kind, int limit) implements Predicate<Snapshot> {

    enum Kind {
        FAILED,
        SLOW_FAILED,
        SUCCESSES_IN_A_ROW,
        /** Throws, and therefore never holds. */
        BROKEN
    }

    @Override
    public boolean test(Snapshot snapshot) {
        return holds(
                snapshot.failedCalls(),
                snapshot.slowFailedCalls(),
                snapshot.consecutiveSuccesses());
    }

    boolean holds(long failed, long slowFailed, long successesInARow) {
        return switch (kind) {
            case FAILED -> failed >= limit;
            case SLOW_FAILED -> slowFailed >= limit;
            case SUCCESSES_IN_A_ROW -> successesInARow >= limit;
            case BROKEN -> throw new IllegalStateException("a rule that throws");
        };
    }
}
