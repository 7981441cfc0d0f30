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
 */
public record StateTransition(
        String breaker,
        State from,
        State to,
        String reason,
        Instant at,
        Duration openFor,
        @Nullable Failure lastFailure) {}
