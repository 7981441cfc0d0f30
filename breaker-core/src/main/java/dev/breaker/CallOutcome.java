package dev.breaker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one permitted call, as listeners hear it.
 *
 * @param breaker the breaker's name
 * @param outcome what became of the call
 * @param duration how long it took; null if it began before anybody asked for durations
 * @param thrown what it threw, unwrapped; null where it returned a value or was cancelled
 */
public record CallOutcome(
        String breaker, Outcome outcome, @Nullable Duration duration, @Nullable Throwable thrown) {}
