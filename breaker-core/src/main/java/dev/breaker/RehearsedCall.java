package dev.breaker;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stands for the phase that permitted one call, where that call is rehearsed too, and knows the
 * phases of the rehearsals that would have permitted it. Never the current phase of a circuit.
 */
final class RehearsedCall extends Phase {

    private final Phase live;
    private final List<Phase> played;

    RehearsedCall(Phase live, List<Rehearsal> rehearsals) {
        super(live.entry, live.state, live, false, live.readsClock);
        this.live = live;
        played = rehearsals.stream().map(Rehearsal::admit).filter(Objects::nonNull).toList();
    }

    /** The phases of the rehearsals that would have permitted the call. */
    List<Phase> played() {
        return played;
    }

    @Override
    void giveBack() {
        live.giveBack();
    }

    @Override
    boolean takesPlace(long now) {
        throw issuesNoPermits();
    }

    @Override
    Phase after(Outcome outcome, @Nullable Throwable cause, long nanos, long now) {
        throw issuesNoPermits();
    }

    @Override
    Phase like(Entry changed) {
        throw issuesNoPermits();
    }
}
