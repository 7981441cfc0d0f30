package dev.breaker;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an operator has ordered a state with that does not end by itself, or only by time.
 *
 * @param intervention what he said
 * @param words the same as a reason
 * @param at when, by the wall clock
 * @param givenAt when, by the ticker
 * @param returnTo the state in which the breaker was
 * @param before the order by which it was in that state, if it was one
 */
record Order(
        Intervention intervention,
        String words,
        Instant at,
        long givenAt,
        State returnTo,
        @Nullable Order before) {

    /** An order that is given in this phase, to enter a state or to stay in it. */
    static Order given(Phase in, State target, Cause cause, long now) {
        Order present = in.order();
        Order renewed = in.state == target ? present : null;
        return new Order(
                Objects.requireNonNull(cause.intervention()),
                cause.reason(),
                in.circuit.instantOf(now),
                now,
                renewed == null ? in.state : renewed.returnTo,
                renewed == null ? present : renewed.before);
    }

    boolean isTimed() {
        return intervention.lasting() != null;
    }

    /** Nanoseconds until it is over; 0 if it is, negative if it has no end. */
    long nanosLeft(long now) {
        return intervention.lasting() == null
                ? -1
                : Math.max(0, Nanos.of(intervention.lasting()) - Math.max(0, now - givenAt));
    }

    /** When it is over, by the ticker. */
    long endsAt() {
        return intervention.lasting() == null
                ? Long.MAX_VALUE
                : givenAt + Nanos.of(intervention.lasting());
    }
}
