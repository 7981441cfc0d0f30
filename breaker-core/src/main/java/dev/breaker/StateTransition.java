package dev.breaker;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of a breaker's state.
 *
 * @param breaker the breaker's name
 * @param from the state it left
 * @param to the state it entered
 * @param reason why, in words and numbers: which rule of the trip held, that the wait is over,
 *     which action an operator took
 * @param at when, by the wall clock; a change that time alone brought about is dated to the moment
 *     it was due, not to the moment it was noticed
 * @param openFor how long calls have been kept away by then: since the breaker first opened after
 *     it was last closed; zero where it opens for the first time
 * @param lastFailure the last failure before the change, if there was one
 * @param notPermittedCalls how many calls have been rejected in that time
 * @param evidence the numbers behind the reason
 * @param intervention what an operator said, if he brought it about
 */
public record StateTransition(
        String breaker,
        State from,
        State to,
        String reason,
        Instant at,
        Duration openFor,
        @Nullable Failure lastFailure,
        long notPermittedCalls,
        Evidence evidence,
        @Nullable Intervention intervention) {

    /** Between two phases; null where the state is the same. */
    static @Nullable StateTransition between(Phase from, Phase to) {
        if (from.state == to.state) {
            return null; // a reset, or other settings
        }
        Outage outage = from.outage();
        Cause cause = to.entry.cause();
        Failure decisive = to.lastFailure(); // gone after a reset
        return new StateTransition(
                from.circuit.name,
                from.state,
                to.state,
                cause.reason(),
                to.sinceInstant(),
                outage == null
                        ? Duration.ZERO
                        : Duration.ofNanos(to.since - outage.firstOpenedAt()),
                decisive == null ? from.lastFailure() : decisive,
                outage == null
                        ? 0
                        : from.circuit.totals.notPermitted() - outage.notPermittedBefore(),
                cause.evidence(),
                cause.intervention());
    }
}
