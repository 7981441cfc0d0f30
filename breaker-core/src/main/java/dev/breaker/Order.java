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
 * @param returnTo the state to which the breaker returns
 * @param before the order by which it is then in that state, if it is one; always one that lasts
 *     longer than this, so that orders upon orders do not pile up
 */
record Order(
        Intervention intervention,
        String words,
        Instant at,
        long givenAt,
        State returnTo,
        @Nullable Order before) {

    /** An order that is given in this phase, to enter a state or to stay in it. */
    static Order given(Phase in, State target, Entry entry) {
        Cause cause = entry.cause();
        Intervention what = Objects.requireNonNull(cause.intervention());
        Order before = in.order();
        State to = in.state;
        if (before != null && in.state == target) {
            to = before.returnTo; // the place of which it takes
            before = before.before;
        }
        while (before != null && !before.outlasts(what, entry.at())) {
            to = before.returnTo;
            before = before.before;
        }
        return new Order(what, cause.reason(), entry.instant(), entry.at(), to, before);
    }

    private boolean outlasts(Intervention other, long now) {
        return other.lasting() != null
                && (!isTimed() || nanosLeft(now) > Nanos.of(other.lasting()));
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
