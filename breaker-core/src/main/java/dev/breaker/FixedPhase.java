package dev.breaker;

import org.jspecify.annotations.Nullable;

/** FORCED_OPEN and DISABLED: rejects or permits all calls until an operator says otherwise. */
final class FixedPhase extends Phase {

    private final boolean permits;

    private FixedPhase(Entry entry, State state, boolean permits) {
        super(entry, state, permits, false, null);
        this.permits = permits;
    }

    static FixedPhase forcedOpen(Entry entry) {
        return new FixedPhase(entry.forced(), State.FORCED_OPEN, false);
    }

    static FixedPhase disabled(Entry entry) {
        return new FixedPhase(entry.closing(), State.DISABLED, true);
    }

    @Override
    Phase like(Entry changed) {
        return new FixedPhase(permits ? changed : changed.forced(), state, permits);
    }

    @Override
    boolean refusesAll(long now) {
        Order order = order();
        return !permits && (order == null || order.nanosLeft(now) != 0);
    }

    @Override
    boolean takesPlace(long now) {
        return permits;
    }

    @Override
    Phase after(Outcome outcome, @Nullable Throwable cause, long nanos, long now) {
        return this;
    }

    /** A forced open that ends by itself lets calls through then. */
    @Override
    long nanosToNextProbe(long now) {
        Order order = order();
        return permits || order == null ? -1 : order.nanosLeft(now);
    }
}
