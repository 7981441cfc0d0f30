package dev.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stay in a state. A permit belongs to the phase that issued it, and a compare-and-set from a
 * phase that is no longer the current one fails. A phase only computes its successor; {@link
 * Circuit} alone puts it in place.
 *
 * <p>When the settings change, the phase is replaced {@linkplain #under by its like}, which goes on
 * with what it had: that is no new generation. Phases of one generation have one {@link Past},
 * which is made anew with every change of state and never for anything else. (A link to the first
 * of them would have kept its window in memory.)
 */
abstract sealed class Phase
        permits CountingPhase, OpenPhase, HalfOpenPhase, FixedPhase, RehearsedCall {

    final Circuit circuit;
    final Rules rules;
    final State state;

    /** When it began, by the ticker. */
    final long since;

    /** How it was entered. */
    final Entry entry;

    /** Whether every call is permitted, without a look at the clock. */
    final boolean permitsAll;

    /** Whether calls under way are counted. */
    final boolean counted;

    /** Whether {@link #after} needs the time. */
    final boolean readsClock;

    /** Whether time alone can end it. */
    final boolean endsByTime;

    /** What is played through beside it. */
    final List<Rehearsal> rehearsals;

    /** The phase that followed, once it has; see {@link Announcer}. */
    volatile @Nullable Phase next;

    /** What listeners are told of how this phase began; set before it is anybody's {@code next}. */
    @Nullable StateTransition transition;

    /**
     * @param permits whether the state permits all calls
     * @param readsClock whether the state needs the time to record an outcome
     * @param own what is played through because of the state, whatever else is; null if nothing is
     */
    Phase(Entry entry, State state, boolean permits, boolean readsClock, @Nullable Rehearsal own) {
        this(entry, state, permits, readsClock, Rehearsal.both(own, entry.rules().candidate));
    }

    private Phase(
            Entry entry,
            State state,
            boolean permits,
            boolean readsClock,
            List<Rehearsal> rehearsals) {
        this.entry = entry;
        this.state = state;
        circuit = entry.circuit();
        rules = entry.rules();
        since = entry.at();
        boolean timed = entry.order() != null && entry.order().isTimed();
        counted = rules.countsInFlight;
        permitsAll = permits && !timed && rehearsals.isEmpty();
        this.readsClock = readsClock || timed;
        endsByTime = timed || state == State.HALF_OPEN || state == State.OPEN;
        this.rehearsals = rehearsals;
    }

    /** Stands for another phase; see {@link RehearsedCall}. */
    Phase(Phase live) {
        this(live.entry, live.state, false, live.readsClock, List.of());
    }

    /** The phase that a new breaker begins in, or returns to. */
    static Phase of(State state, Entry entry) {
        return switch (state) {
            case CLOSED -> CountingPhase.closed(entry);
            case OPEN -> new OpenPhase(entry.tripped(), Counts.NONE, 1, null);
            case HALF_OPEN -> new HalfOpenPhase(entry);
            case FORCED_OPEN -> FixedPhase.forcedOpen(entry);
            case DISABLED -> FixedPhase.disabled(entry);
            case METRICS_ONLY -> CountingPhase.metricsOnly(entry);
        };
    }

    /** Whether an outcome of a call that the other phase permitted belongs to this one. */
    @SuppressWarnings("ReferenceEquality") // it is the generation
    final boolean continues(Phase other) {
        return this == other || entry.past() == other.entry.past();
    }

    /** When it began, by the wall clock. */
    final Instant sinceInstant() {
        return entry.instant();
    }

    /** The outage that goes on in this phase, if there is one. */
    final @Nullable Outage outage() {
        return entry.outage();
    }

    /** What an operator has ordered, if this phase is due to that. */
    final @Nullable Order order() {
        return entry.order();
    }

    /** The last failure that counted since the breaker was made or reset; late ones do not. */
    @Nullable Failure lastFailure() {
        return entry.lastFailure();
    }

    /** Whether there is no place for any call, and no time has come that would bring one. */
    boolean refusesAll(long now) {
        return false;
    }

    /** Takes a place for a call; null if there is none. */
    final @Nullable Phase admit(long now) {
        if (!takesPlace(now)) {
            return null;
        }
        return rehearsals.isEmpty() ? this : RehearsedCall.of(this);
    }

    /** Takes a place for a call, if there is one. */
    abstract boolean takesPlace(long now);

    /** What is played through because of the state, not because of a candidate. */
    @Nullable Rehearsal ownRehearsal() {
        return null;
    }

    /** Of two rehearsals the state's own one counts: a call is not rejected twice. */
    final boolean countsWhatIsPlayedBy(Rehearsal rehearsal) {
        return rehearsals.indexOf(rehearsal) == 0;
    }

    /** The phase that time alone has brought about by now; this one if none. */
    final Phase at(long now) {
        Order order = entry.order();
        return order != null && order.nanosLeft(now) == 0 ? afterwards(order) : due(now);
    }

    /** Back where the breaker was before an order that is over; half-open in place of open. */
    private Phase afterwards(Order order) {
        State to = order.returnTo() == State.OPEN ? State.HALF_OPEN : order.returnTo();
        Cause cause = Cause.by(Trigger.ORDER_OVER, "an order is over: " + order.words());
        long at = Nanos.later(since, order.endsAt()); // it may have been over before it came back
        return of(to, entry(at, cause).under(order.before()));
    }

    /** As {@link #at}, without regard to orders. */
    Phase due(long now) {
        return this;
    }

    /**
     * Records the outcome of a call that this generation permitted.
     *
     * @param cause the failure, if it is one that was thrown
     * @param nanos how long the call took; negative where that is not known
     * @return the phase that follows from it; this one if none
     */
    abstract Phase after(Outcome outcome, @Nullable Throwable cause, long nanos, long now);

    /** This phase, going on under other settings. */
    final Phase under(Rules changed) {
        return like(entry.with(changed));
    }

    /** This phase, going on under another order. */
    final Phase under(@Nullable Order another, Cause why) {
        return like(entry.renewed(another, why));
    }

    /** A phase that goes on with what this one has, of the same generation. */
    abstract Phase like(Entry changed);

    /** This phase is in place: what is played through because of it goes on under its settings. */
    void changed() {}

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

    /** Nanoseconds until its end is to be announced though nobody looks; negative if never. */
    long nanosToAlarm(long now) {
        Order order = order();
        return order == null ? -1 : order.nanosLeft(now);
    }

    /** How the phase after this one is entered at a time for a reason, the outage going on. */
    final Entry entry(long at, Cause cause) {
        return new Entry(
                circuit,
                rules,
                at,
                circuit.instantOf(at),
                cause,
                entry.outage(),
                entry.past().plus(state, at - since),
                null,
                lastFailure());
    }

    /**
     * The successor after a trip, or after one more of them.
     *
     * @param decisive the failure that tripped, if one did; others may come at the same time
     */
    final OpenPhase opened(
            Cause cause,
            @Nullable Failure decisive,
            @Nullable Duration askedWait,
            long at,
            Counts evidence) {
        Entry opening = entry(at, cause).tripped().opening();
        if (decisive != null) {
            opening = opening.remembering(decisive);
        }
        return new OpenPhase(opening, evidence, minimumForRates(), askedWait);
    }

    final IllegalStateException issuesNoPermits() {
        return new IllegalStateException(state + " issues no permits");
    }
}
