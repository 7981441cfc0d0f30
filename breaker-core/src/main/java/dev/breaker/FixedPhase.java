package dev.breaker;

import org.jspecify.annotations.Nullable;

/** FORCED_OPEN and DISABLED: rejects or permits all calls until an operator says otherwise. */
final class FixedPhase extends Phase {

    private FixedPhase(Entry entry, State state, boolean permitsAll) {
        super(entry, state, permitsAll, false);
    }

    static FixedPhase forcedOpen(Entry entry) {
        return new FixedPhase(entry.forced(), State.FORCED_OPEN, false);
    }

    static FixedPhase disabled(Entry entry) {
        return new FixedPhase(entry.closing(), State.DISABLED, true);
    }

    @Override
    boolean refusesAll(long now) {
        return !permitsAll;
    }

    @Override
    Phase after(Outcome outcome, @Nullable Throwable cause, long now) {
        return this;
    }
}
