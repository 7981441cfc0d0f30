package dev.breaker;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What every new phase is told.
 *
 * @param at when it begins, by the ticker
 * @param instant when it begins, by the wall clock
 * @param cause what brings it about
 * @param outage the outage that goes on, if there is one
 * @param past what the breaker has behind it
 * @param order what an operator has ordered, if it is due to that
 * @param lastFailure the last failure that counted before it, since the breaker was made or reset
 */
record Entry(
        Circuit circuit,
        Rules rules,
        long at,
        Instant instant,
        Cause cause,
        @Nullable Outage outage,
        Past past,
        @Nullable Order order,
        @Nullable Failure lastFailure) {

    static Entry initial(Circuit circuit, Rules rules, long at) {
        Instant instant = circuit.instantOf(at);
        return new Entry(circuit, rules, at, instant, Cause.INITIAL, null, Past.NONE, null, null);
    }

    /** Begins an outage, or counts one more trip of the one that goes on. */
    Entry tripped() {
        return during(Outage.tripped(outage, this));
    }

    /**
     * Begins an outage, or goes on with the one there is; the reason is the order, if there is one.
     */
    Entry forced() {
        Cause why = order == null ? cause : Cause.operator(order.words(), order.intervention());
        return during(Outage.forced(outage, this, why));
    }

    /** Ends the outage. */
    Entry closing() {
        return during(null);
    }

    private Entry during(@Nullable Outage another) {
        return new Entry(circuit, rules, at, instant, cause, another, past, order, lastFailure);
    }

    /** One opening more. */
    Entry opening() {
        return new Entry(
                circuit, rules, at, instant, cause, outage, past.opened(), order, lastFailure);
    }

    /** Under an order of an operator, or under none. */
    Entry under(@Nullable Order another) {
        return new Entry(circuit, rules, at, instant, cause, outage, past, another, lastFailure);
    }

    /** The same stay, as what has become of an order that was renewed. */
    Entry renewed(@Nullable Order another, Cause why) {
        return new Entry(circuit, rules, at, instant, why, outage, past, another, lastFailure);
    }

    /** With other settings. */
    Entry with(Rules others) {
        return new Entry(circuit, others, at, instant, cause, outage, past, order, lastFailure);
    }

    /** Forgets the last failure. */
    Entry forgetting() {
        return remembering(null);
    }

    Entry remembering(@Nullable Failure failure) {
        return new Entry(circuit, rules, at, instant, cause, outage, past, order, failure);
    }
}
