package dev.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** How many outcomes of each kind but plain successes there ever were. Never reset. */
final class EventSums extends Events {

    private static final VarHandle FAILURES = sum("failures");
    private static final VarHandle SLOW_SUCCESSES = sum("slowSuccesses");
    private static final VarHandle SLOW_FAILURES = sum("slowFailures");

    private volatile long failures;
    private volatile long slowSuccesses;
    private volatile long slowFailures;

    private static VarHandle sum(String name) {
        return VarHandles.of(MethodHandles.lookup(), name, long.class);
    }

    void increment(Outcome event) {
        VarHandle sum =
                switch (event) {
                    case FAILURE -> FAILURES;
                    case SLOW_SUCCESS -> SLOW_SUCCESSES;
                    case SLOW_FAILURE -> SLOW_FAILURES;
                    case SUCCESS, IGNORED ->
                            throw new IllegalArgumentException(event + ": no event");
                };
        sum.getAndAdd(this, 1L);
    }

    /** Adds what another window has held. */
    void add(Stretch stretch) {
        FAILURES.getAndAdd(this, stretch.failures());
        SLOW_SUCCESSES.getAndAdd(this, stretch.slowSuccesses());
        SLOW_FAILURES.getAndAdd(this, stretch.slowFailures());
    }

    long failures() {
        return failures;
    }

    long slowSuccesses() {
        return slowSuccesses;
    }

    long slowFailures() {
        return slowFailures;
    }
}
