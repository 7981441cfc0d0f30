package dev.breaker;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands for the phase that permitted one call, where that call is rehearsed too, and knows the
 * phases of the rehearsals that would have permitted it. Never the current phase of a circuit.
 */
final class RehearsedCall extends Phase {

    private final Phase live;
    private final List<Phase> played;

    private RehearsedCall(Phase live) {
        super(live);
        this.live = live;
        played = new ArrayList<>(live.rehearsals.size());
        for (Rehearsal rehearsal : live.rehearsals) {
            Phase issuer = rehearsal.admit();
            if (issuer != null) {
                played.add(issuer);
            } else if (live.countsWhatIsPlayedBy(rehearsal)) {
                live.circuit.totals.addRehearsedRejection();
            }
        }
    }

    /** Rehearses a call that a phase permits; that phase itself where this cannot be done. */
    static Phase of(Phase live) {
        try {
            return new RehearsedCall(live);
        } catch (Throwable noStackOrMemoryLeft) { // the call has its place, and goes on
            live.circuit.contained.report("a rehearsal", noStackOrMemoryLeft);
            return live;
        }
    }

    /**
     * Tells the rehearsals that would have permitted the call what has become of it. Which of them
     * counts depends on the state, and a call that is late has not looked whether time has ended
     * it.
     */
    void settle(Consumer<Phase> settlement) {
        circuit.current();
        for (Phase issuer : played) {
            try {
                settlement.accept(issuer);
            } catch (Throwable noStackOrMemoryLeft) { // what it rehearses has its outcome
                circuit.contained.report("a rehearsal", noStackOrMemoryLeft);
            }
        }
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
