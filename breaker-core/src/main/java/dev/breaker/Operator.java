package dev.breaker;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What an operator does with a circuit: he moves it to a state, or replaces the settings under
 * which it goes on where it is. Thread-safe.
 */
final class Operator {

    private final Circuit circuit;

    private Operator(Circuit circuit) {
        this.circuit = circuit;
    }

    static Operator of(Circuit circuit) {
        return new Operator(circuit);
    }

    /**
     * Moves the breaker to a state.
     *
     * @param done in words, what was done
     * @param what what the operator says
     */
    void operate(State target, String done, Intervention what) {
        Cause cause = Cause.operator(what.words(done), what);
        Phase current = circuit.current();
        while (!isAsOrdered(current, target, what) && !ordered(current, target, cause)) {
            current = circuit.current();
        }
    }

    /** An order can be renewed; who says nothing only makes sure of the state. */
    private static boolean isAsOrdered(Phase current, State target, Intervention what) {
        Order order = current.order();
        boolean timed = order != null && order.isTimed();
        boolean said = isLasting(target) && !what.equals(Intervention.UNEXPLAINED);
        return current.state == target && !said && !timed;
    }

    /** Whether a breaker stays in a state until somebody says otherwise. */
    static boolean isLasting(State state) {
        return switch (state) {
            case FORCED_OPEN, DISABLED, METRICS_ONLY -> true;
            case CLOSED, OPEN, HALF_OPEN -> false;
        };
    }

    private boolean ordered(Phase current, State target, Cause cause) {
        Entry entry = current.entry(circuit.ticker.read(), cause);
        Order order = isLasting(target) ? Order.given(current, target, entry) : null;
        return circuit.replace(
                current,
                current.state == target
                        ? current.under(order, cause)
                        : Phase.of(target, entry.under(order)));
    }

    /** Begins anew in CLOSED, whatever the state. */
    void reset(Intervention what) {
        Cause cause = Cause.operator(what.words("reset"), what);
        Phase current;
        Phase next;
        do {
            current = circuit.current();
            next = CountingPhase.afterReset(current.entry(circuit.ticker.read(), cause));
        } while (!circuit.replace(current, next));
    }

    /** Goes on with another configuration. */
    void reconfigure(BreakerConfig config) {
        change(rules -> rules.with(config, circuit.ticker.read()));
    }

    /** Rehearses another configuration from now on; nothing but what is in force if null. */
    void rehearse(@Nullable BreakerConfig config) {
        Rehearsal candidate =
                config == null ? null : Rehearsal.of(circuit, config, circuit.ticker.read());
        change(rules -> rules.rehearsing(candidate));
    }

    /** Counts calls under way from now on. */
    void countInFlight() {
        change(rules -> rules.countsInFlight ? rules : rules.countingInFlight());
    }

    private void change(UnaryOperator<Rules> change) {
        Phase current;
        Phase next;
        do {
            current = circuit.current();
            Rules changed = change.apply(current.rules);
            next = changed == current.rules ? current : current.under(changed);
        } while (next != current && !circuit.replace(current, next));
        circuit.stopwatch.decide();
        passOn();
        circuit.current(); // what the settings make due now
    }

    /** Several operators may be at it: the last of them passes on what is in force then. */
    private void passOn() {
        Phase present;
        do {
            present = circuit.phase;
            present.changed();
        } while (circuit.phase != present);
    }
}
