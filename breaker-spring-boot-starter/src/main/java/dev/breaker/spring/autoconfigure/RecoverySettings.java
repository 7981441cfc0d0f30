package dev.breaker.spring.autoconfigure;

import dev.breaker.State;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The settings that say how a breaker rejects, waits, probes and recovers. Null is not set. */
public abstract sealed class RecoverySettings extends TripSettings permits BreakerSettings {

    /** How long the breaker stays open before it permits probes. Default: 30s. */
    private @Nullable Duration waitDurationInOpenState;

    /** Whether the wait grows with each re-opening, until the breaker closes. Default: false. */
    private @Nullable Boolean enableExponentialBackoff;

    /** Factor by which the wait grows, at least 1. Default: 2. */
    private @Nullable Double exponentialBackoffMultiplier;

    /**
     * Longest wait to which the backoff grows, jitter included; where the backoff is enabled, at
     * least wait-duration-in-open-state. Default: 10m.
     */
    private @Nullable Duration exponentialMaxWaitDurationInOpenState;

    /**
     * Whether the wait is randomized, so that clients do not return in step; may be combined with
     * the backoff. Default: false.
     */
    private @Nullable Boolean enableRandomizedWait;

    /** Part of itself by which the wait varies, up and down: 0 to 1. Default: 0.5. */
    private @Nullable Double randomizedWaitFactor;

    /**
     * Whether the Retry-After of a 429 or 503 that opens the breaker decides how long it stays
     * open. Default: true.
     */
    private @Nullable Boolean honorRetryAfter;

    /** Longest wait that a failure can ask for, by Retry-After or otherwise. Default: 10m. */
    private @Nullable Duration maxWaitDurationFromFailure;

    /** Number of probes that HALF_OPEN permits, 1 to 1000000. Default: 3. */
    private @Nullable Integer permittedNumberOfCallsInHalfOpenState;

    /**
     * How long after its first probe a round of probes must be decided; 0 is no limit. Default:
     * 30s.
     */
    private @Nullable Duration maxWaitDurationInHalfOpenState;

    /**
     * State after a round of probes that was not decided in time: OPEN or CLOSED. Default: OPEN.
     */
    private @Nullable State transitionToStateAfterWaitDuration;

    /**
     * Whether HALF_OPEN is announced as soon as the wait is over, without waiting for a call.
     * Default: false.
     */
    private @Nullable Boolean automaticTransitionFromOpenToHalfOpenEnabled;

    /** State in which the breaker starts. Default: CLOSED. */
    private @Nullable State initialState;

    /** Whether the exception of a rejected call carries a stack trace. Default: false. */
    private @Nullable Boolean writableStackTraceEnabled;

    /** {@return how long the breaker stays open; default: 30s} */
    public @Nullable Duration getWaitDurationInOpenState() {
        return waitDurationInOpenState;
    }

    public void setWaitDurationInOpenState(@Nullable Duration waitDurationInOpenState) {
        this.waitDurationInOpenState = waitDurationInOpenState;
    }

    /** {@return whether the wait grows with each re-opening; default: false} */
    public @Nullable Boolean getEnableExponentialBackoff() {
        return enableExponentialBackoff;
    }

    public void setEnableExponentialBackoff(@Nullable Boolean enableExponentialBackoff) {
        this.enableExponentialBackoff = enableExponentialBackoff;
    }

    /** {@return the factor by which the wait grows; default: 2} */
    public @Nullable Double getExponentialBackoffMultiplier() {
        return exponentialBackoffMultiplier;
    }

    public void setExponentialBackoffMultiplier(@Nullable Double exponentialBackoffMultiplier) {
        this.exponentialBackoffMultiplier = exponentialBackoffMultiplier;
    }

    /** {@return the longest wait to which the backoff grows; default: 10m} */
    public @Nullable Duration getExponentialMaxWaitDurationInOpenState() {
        return exponentialMaxWaitDurationInOpenState;
    }

    public void setExponentialMaxWaitDurationInOpenState(
            @Nullable Duration exponentialMaxWaitDurationInOpenState) {
        this.exponentialMaxWaitDurationInOpenState = exponentialMaxWaitDurationInOpenState;
    }

    /** {@return whether the wait is randomized; default: false} */
    public @Nullable Boolean getEnableRandomizedWait() {
        return enableRandomizedWait;
    }

    public void setEnableRandomizedWait(@Nullable Boolean enableRandomizedWait) {
        this.enableRandomizedWait = enableRandomizedWait;
    }

    /** {@return by which part of itself the wait varies; default: 0.5} */
    public @Nullable Double getRandomizedWaitFactor() {
        return randomizedWaitFactor;
    }

    public void setRandomizedWaitFactor(@Nullable Double randomizedWaitFactor) {
        this.randomizedWaitFactor = randomizedWaitFactor;
    }

    /** {@return whether Retry-After decides how long the breaker stays open; default: true} */
    public @Nullable Boolean getHonorRetryAfter() {
        return honorRetryAfter;
    }

    public void setHonorRetryAfter(@Nullable Boolean honorRetryAfter) {
        this.honorRetryAfter = honorRetryAfter;
    }

    /** {@return the longest wait that a failure can ask for; default: 10m} */
    public @Nullable Duration getMaxWaitDurationFromFailure() {
        return maxWaitDurationFromFailure;
    }

    public void setMaxWaitDurationFromFailure(@Nullable Duration maxWaitDurationFromFailure) {
        this.maxWaitDurationFromFailure = maxWaitDurationFromFailure;
    }

    /** {@return how many probes HALF_OPEN permits; default: 3} */
    public @Nullable Integer getPermittedNumberOfCallsInHalfOpenState() {
        return permittedNumberOfCallsInHalfOpenState;
    }

    public void setPermittedNumberOfCallsInHalfOpenState(
            @Nullable Integer permittedNumberOfCallsInHalfOpenState) {
        this.permittedNumberOfCallsInHalfOpenState = permittedNumberOfCallsInHalfOpenState;
    }

    /** {@return how long a round of probes may take, 0: no limit; default: 30s} */
    public @Nullable Duration getMaxWaitDurationInHalfOpenState() {
        return maxWaitDurationInHalfOpenState;
    }

    public void setMaxWaitDurationInHalfOpenState(
            @Nullable Duration maxWaitDurationInHalfOpenState) {
        this.maxWaitDurationInHalfOpenState = maxWaitDurationInHalfOpenState;
    }

    /** {@return the state after a round of probes that took too long; default: OPEN} */
    public @Nullable State getTransitionToStateAfterWaitDuration() {
        return transitionToStateAfterWaitDuration;
    }

    public void setTransitionToStateAfterWaitDuration(
            @Nullable State transitionToStateAfterWaitDuration) {
        this.transitionToStateAfterWaitDuration = transitionToStateAfterWaitDuration;
    }

    /** {@return whether HALF_OPEN is announced on time, without a call; default: false} */
    public @Nullable Boolean getAutomaticTransitionFromOpenToHalfOpenEnabled() {
        return automaticTransitionFromOpenToHalfOpenEnabled;
    }

    public void setAutomaticTransitionFromOpenToHalfOpenEnabled(
            @Nullable Boolean automaticTransitionFromOpenToHalfOpenEnabled) {
        this.automaticTransitionFromOpenToHalfOpenEnabled =
                automaticTransitionFromOpenToHalfOpenEnabled;
    }

    /** {@return the state in which the breaker starts; default: CLOSED} */
    public @Nullable State getInitialState() {
        return initialState;
    }

    public void setInitialState(@Nullable State initialState) {
        this.initialState = initialState;
    }

    /** {@return whether rejections carry a stack trace; default: false} */
    public @Nullable Boolean getWritableStackTraceEnabled() {
        return writableStackTraceEnabled;
    }

    public void setWritableStackTraceEnabled(@Nullable Boolean writableStackTraceEnabled) {
        this.writableStackTraceEnabled = writableStackTraceEnabled;
    }
}
