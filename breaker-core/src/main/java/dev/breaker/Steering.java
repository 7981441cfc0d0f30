package dev.breaker;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an operator does with a breaker. */
abstract sealed class Steering permits Breaker {

    final Circuit circuit;

    Steering(Circuit circuit) {
        this.circuit = circuit;
    }

    private Operator operator() {
        return Operator.of(circuit);
    }

    /** As {@link #forceOpen(Intervention)}, unexplained. */
    public void forceOpen() {
        forceOpen(Intervention.UNEXPLAINED);
    }

    /**
     * Rejects all calls until the intervention is over or somebody acts again. Calls under way are
     * not touched; as after every change of state, their outcomes count in the totals only.
     *
     * <p>An intervention that lasts for a while ends by itself, and listeners hear of it on time:
     * the breaker then returns to the state in which it was, beginning anew; to HALF_OPEN where
     * that was OPEN. If it was there by an intervention that lasts longer, that one goes on; one
     * that would be over before is forgotten. Where the breaker is in this state already, the
     * intervention takes the place of the one before, and calls under way go on to count.
     *
     * @param what who, why, for how long
     */
    public void forceOpen(Intervention what) {
        operator().operate(State.FORCED_OPEN, "forced open", what);
    }

    /** As {@link #close(Intervention)}, unexplained. */
    public void close() {
        close(Intervention.UNEXPLAINED);
    }

    /**
     * Closes the breaker with an empty window; does nothing where it is closed.
     *
     * @param what who and why
     * @throws IllegalArgumentException if it shall last: this is no order that ends
     */
    public void close(Intervention what) {
        operator().operate(State.CLOSED, "closed", endless(what));
    }

    /** As {@link #halfOpen(Intervention)}, unexplained. */
    public void halfOpen() {
        halfOpen(Intervention.UNEXPLAINED);
    }

    /**
     * Begins a round of probes; does nothing where one is going on.
     *
     * @param what who and why
     * @throws IllegalArgumentException if it shall last: this is no order that ends
     */
    public void halfOpen(Intervention what) {
        operator().operate(State.HALF_OPEN, "half-opened", endless(what));
    }

    /** As {@link #disable(Intervention)}, unexplained. */
    public void disable() {
        disable(Intervention.UNEXPLAINED);
    }

    /**
     * Permits all calls and records nothing but the totals.
     *
     * @param what who, why, for how long; see {@link #forceOpen(Intervention)}
     */
    public void disable(Intervention what) {
        operator().operate(State.DISABLED, "disabled", what);
    }

    /** As {@link #metricsOnly(Intervention)}, unexplained. */
    public void metricsOnly() {
        metricsOnly(Intervention.UNEXPLAINED);
    }

    /**
     * Permits all calls, records their outcomes, and never trips: a rehearsal. Beside it the whole
     * state machine is played through, from CLOSED on, and {@link Snapshot#rehearsal()} shows when
     * it would have opened and what it would have rejected.
     *
     * @param what who, why, for how long; see {@link #forceOpen(Intervention)}
     */
    public void metricsOnly(Intervention what) {
        operator().operate(State.METRICS_ONLY, "set to metrics only", what);
    }

    /** As {@link #reset(Intervention)}, unexplained. */
    public void reset() {
        reset(Intervention.UNEXPLAINED);
    }

    /**
     * Closes the breaker and forgets window, backoff and last failure. Totals go on. Where it is
     * closed, no listener hears of it.
     *
     * @param what who and why
     * @throws IllegalArgumentException if it shall last: this is no order that ends
     */
    public void reset(Intervention what) {
        operator().reset(endless(what));
    }

    private static Intervention endless(Intervention what) {
        if (what.lasting() != null) {
            throw new IllegalArgumentException(
                    "lasting (%s) is only for forceOpen, disable and metricsOnly: the other states end by themselves"
                            .formatted(what.lasting()));
        }
        return what;
    }

    /**
     * Replaces the settings, and keeps state and window: a window of another kind or size takes
     * over what the one before held, as far as it has room for it. Calls under way end under the
     * settings that permitted them, and count. The rules are judged anew when the next call ends.
     * OPEN lasts as long as it would have with these settings from the beginning, but not less than
     * until now, and unless a failure had asked for a wait of its own; a round of probes keeps its
     * number of places. The initial state has no effect any more. No listener hears of it.
     *
     * @param config the settings from now on
     */
    public void reconfigure(BreakerConfig config) {
        operator().reconfigure(Objects.requireNonNull(config, "config"));
    }

    /**
     * Plays these settings through beside those in force, from CLOSED on: {@link
     * Snapshot#candidate()} shows what they would have done. Of calls that the breaker rejects the
     * rehearsal hears nothing. While it goes on, each call takes a little longer and allocates, and
     * predicates are asked twice. Takes the place of a rehearsal that goes on.
     *
     * @param candidate the settings to try
     */
    public void rehearse(BreakerConfig candidate) {
        operator().rehearse(Objects.requireNonNull(candidate, "candidate"));
    }

    /** Ends the rehearsal of a candidate; nothing happens where there is none. */
    public void endRehearsal() {
        operator().rehearse(null);
    }

    /** {@return the settings that {@link #rehearse} plays through; null if none are} */
    public @Nullable BreakerConfig candidate() {
        return circuit.candidate();
    }

    /**
     * From now on, counts how many calls are under way; see {@link Snapshot#inFlightCalls()}. Calls
     * that are under way already are left out. Costs two more increments per call.
     */
    public void countInFlight() {
        operator().countInFlight();
    }
}
