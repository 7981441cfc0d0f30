package dev.breaker;

import org.jspecify.annotations.Nullable;

/**
 * One attempt that got no permit, as listeners hear it.
 *
 * @param breaker the breaker's name
 * @param state the state that refused it
 * @param reason why the breaker had tripped or was forced open, if it was
 */
public record Rejection(String breaker, State state, @Nullable String reason) {}
