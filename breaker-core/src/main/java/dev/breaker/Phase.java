package dev.breaker;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One stay in a state. Its identity is the generation: a permit belongs to the phase that issued
 * it, and a compare-and-set from a phase that is no longer the current one fails. A phase only
 * computes its successor; {@link Circuit} alone puts it in place.
 */
abstract sealed class Phase permits CountingPhase, OpenPhase, HalfOpenPhase, FixedPhase {

    final Circuit circuit;
    final Rules rules;
    final State state;

    /** When it began, by the ticker. */
    final long since;

    /** When it began, by the wall clock. */
    final Instant sinceInstant;

    /** Why it was entered. */
    final String reason;

    /** The outage that goes on in this phase, if there is one. */
    final @Nullable Outage outage;

    /** The last failure that counted before this phase, since the breaker was made or reset. */
    private final @Nullable Failure earlierFailure;

    /** Whether every call is permitted, without a look at the clock. */
    final boolean permitsAll;

    /** Whether {@link #after} needs the time. */
    final boolean readsClock;

    /** The phase that followed, once it has; see {@link Announcer}. */
    volatile @Nullable Phase next;

    /** What listeners are told of how this phase began; set before it is anybody's {@code next}. */
    @Nullable StateTransition transition;

    Phase(Entry entry, State state, boolean permitsAll, boolean readsClock) {
        circuit = entry.circuit();
        rules = entry.rules();
        this.state = state;
        since = entry.at();
        sinceInstant = entry.instant();
        reason = entry.reason();
        outage = entry.outage();
        earlierFailure = entry.lastFailure();
        this.permitsAll = permitsAll;
        this.readsClock = readsClock;
    }

    /** The last failure that counted since the breaker was made or reset; late ones do not. */
    @Nullable Failure lastFailure() {
        return earlierFailure;
    }

    /** The phase that a new breaker begins in. */
    static Phase first(State state, Entry entry) {
        return switch (state) {
            case CLOSED -> CountingPhase.closed(entry);
            case OPEN -> new OpenPhase(entry.tripped(), Counts.NONE, 1, null);
            case HALF_OPEN -> new HalfOpenPhase(entry);
            case FORCED_OPEN -> FixedPhase.forcedOpen(entry);
            case DISABLED -> FixedPhase.disabled(entry);
            case METRICS_ONLY -> CountingPhase.metricsOnly(entry);
        };
    }

    /** Whether there is no place for any call, and no time has come that would bring one. */
    boolean refusesAll(long now) {
        return false;
    }

    /** Takes a place for a call, if there is one. */
    boolean tryAdmit(long now) {
        return permitsAll;
    }

    /** The phase that time alone has brought about by now; this one if none. */
    Phase at(long now) {
        return this;
    }

    /**
     * Records the outcome of a call that this phase permitted.
     *
     * @param cause the failure, if it is one that was thrown
     * @return the phase that follows from it; this one if none
     */
    abstract Phase after(Outcome outcome, @Nullable Throwable cause, long now);

    /** Takes back the place of a call that had no verdict. */
    void giveBack() {}

    Counts counts(long now) {
        return Counts.NONE;
    }

    /** How many outcomes the rates need to be known. */
    long minimumForRates() {
        return rules.thresholds.minimumCalls();
    }

    InARow inARow() {
        return InARow.NONE;
    }

    /** Nanoseconds until the next probe; negative where none is due. */
    long nanosToNextProbe(long now) {
        return -1;
    }

    /** How the phase after this one is entered at a time for a reason, the outage going on. */
    Entry entry(long at, String reason) {
        return new Entry(circuit, rules, at, circuit.instantOf(at), reason, outage, lastFailure());
    }

    /**
     * The successor after a trip, or after one more of them.
     *
     * @param decisive the failure that tripped, if one did; others may come at the same time
     */
    OpenPhase opened(
            String reason,
            @Nullable Failure decisive,
            @Nullable Duration askedWait,
            long at,
            Counts evidence) {
        Entry entry = entry(at, reason).tripped();
        if (decisive != null) {
            entry = entry.remembering(decisive);
        }
        return new OpenPhase(entry, evidence, minimumForRates(), askedWait);
    }

    /** What every new phase is told. */
    record Entry(
            Circuit circuit,
            Rules rules,
            long at,
            Instant instant,
            String reason,
            @Nullable Outage outage,
            @Nullable Failure lastFailure) {

        static Entry initial(Circuit circuit, long at) {
            return new Entry(
                    circuit,
                    circuit.rules,
                    at,
                    circuit.instantOf(at),
                    "the initial state",
                    null,
                    null);
        }

        /** Begins an outage, or counts one more trip of the one that goes on. */
        Entry tripped() {
            return during(Outage.tripped(outage, reason, instant, at));
        }

        /** Begins an outage, or goes on with the one there is. */
        Entry forced() {
            return during(Outage.forced(outage, reason, instant, at));
        }

        /** Ends the outage. */
        Entry closing() {
            return during(null);
        }

        private Entry during(@Nullable Outage another) {
            return new Entry(circuit, rules, at, instant, reason, another, lastFailure);
        }

        /** Forgets the last failure. */
        Entry forgetting() {
            return remembering(null);
        }

        private Entry remembering(@Nullable Failure failure) {
            return new Entry(circuit, rules, at, instant, reason, outage, failure);
        }
    }
}
