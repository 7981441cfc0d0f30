package dev.breaker;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The settings with their defaults, and how to read them. What each means and allows is said at the
 * method of the same name in {@link BreakerConfig.Builder}. Never changed once it is inside a built
 * {@link BreakerConfig}.
 */
abstract sealed class ConfigValues implements Cloneable permits BreakerConfig {

    private static final int DEFAULT_MINIMUM_NUMBER_OF_CALLS = 10;

    WindowType slidingWindowType = WindowType.TIME_BASED;
    int slidingWindowSize = 30;
    @Nullable Integer minimumNumberOfCalls; // null: not set
    double failureRateThreshold = 50;
    int failureCountThreshold; // 0: off
    int consecutiveFailuresThreshold; // 0: off
    Duration slowCallDurationThreshold = Duration.ZERO; // 0: off
    double slowCallRateThreshold = 100;
    Duration waitDurationInOpenState = Duration.ofSeconds(30);
    boolean enableExponentialBackoff;
    double exponentialBackoffMultiplier = 2;
    Duration exponentialMaxWaitDurationInOpenState = Duration.ofMinutes(10);
    boolean enableRandomizedWait;
    double randomizedWaitFactor = 0.5;
    int permittedNumberOfCallsInHalfOpenState = 3;
    Duration maxWaitDurationInHalfOpenState = Duration.ofSeconds(30); // 0: no limit
    State transitionToStateAfterWaitDuration = State.OPEN;
    boolean automaticTransitionFromOpenToHalfOpenEnabled;
    List<Class<? extends Throwable>> recordExceptions = List.of();
    List<Class<? extends Throwable>> ignoreExceptions = List.of();
    @Nullable Predicate<? super Throwable> recordFailurePredicate;
    @Nullable Predicate<? super Throwable> ignoreExceptionPredicate;
    @Nullable Predicate<@Nullable Object> recordResult;
    @Nullable Predicate<? super Snapshot> tripWhen;
    @Nullable Function<? super Throwable, @Nullable Duration> waitDurationFromFailure;
    Duration maxWaitDurationFromFailure = Duration.ofMinutes(10);
    boolean writableStackTraceEnabled;
    State initialState = State.CLOSED;

    /** {@return what the window counts} */
    public WindowType slidingWindowType() {
        return slidingWindowType;
    }

    /** {@return the size of the window, in seconds or calls} */
    public int slidingWindowSize() {
        return slidingWindowSize;
    }

    /** {@return how many outcomes rates need; where not set, at most what a count window holds} */
    public int minimumNumberOfCalls() {
        if (minimumNumberOfCalls != null) {
            return minimumNumberOfCalls;
        }
        return slidingWindowType == WindowType.COUNT_BASED
                ? Math.min(DEFAULT_MINIMUM_NUMBER_OF_CALLS, slidingWindowSize)
                : DEFAULT_MINIMUM_NUMBER_OF_CALLS;
    }

    /** {@return the failure rate that trips, in percent} */
    public double failureRateThreshold() {
        return failureRateThreshold;
    }

    /** {@return the number of failures in the window that trips; 0 is off} */
    public int failureCountThreshold() {
        return failureCountThreshold;
    }

    /** {@return the number of consecutive failures that trips; 0 is off} */
    public int consecutiveFailuresThreshold() {
        return consecutiveFailuresThreshold;
    }

    /** {@return how long a slow call takes at least; zero is off} */
    public Duration slowCallDurationThreshold() {
        return slowCallDurationThreshold;
    }

    /** {@return the rate of slow calls that trips, in percent} */
    public double slowCallRateThreshold() {
        return slowCallRateThreshold;
    }

    /** {@return how long the breaker stays open} */
    public Duration waitDurationInOpenState() {
        return waitDurationInOpenState;
    }

    /** {@return whether the wait grows with each re-opening} */
    public boolean enableExponentialBackoff() {
        return enableExponentialBackoff;
    }

    /** {@return the factor by which the wait grows} */
    public double exponentialBackoffMultiplier() {
        return exponentialBackoffMultiplier;
    }

    /** {@return the longest wait to which the backoff grows} */
    public Duration exponentialMaxWaitDurationInOpenState() {
        return exponentialMaxWaitDurationInOpenState;
    }

    /** {@return whether the wait is randomized} */
    public boolean enableRandomizedWait() {
        return enableRandomizedWait;
    }

    /** {@return by which part of itself the wait varies, up and down} */
    public double randomizedWaitFactor() {
        return randomizedWaitFactor;
    }

    /** {@return how many probes HALF_OPEN permits} */
    public int permittedNumberOfCallsInHalfOpenState() {
        return permittedNumberOfCallsInHalfOpenState;
    }

    /** {@return how long a round of probes may take; zero is no limit} */
    public Duration maxWaitDurationInHalfOpenState() {
        return maxWaitDurationInHalfOpenState;
    }

    /** {@return the state after a round of probes that took too long} */
    public State transitionToStateAfterWaitDuration() {
        return transitionToStateAfterWaitDuration;
    }

    /** {@return whether HALF_OPEN is announced on time, without a call} */
    public boolean automaticTransitionFromOpenToHalfOpenEnabled() {
        return automaticTransitionFromOpenToHalfOpenEnabled;
    }

    /** {@return the exceptions that are failures; empty: all} */
    public List<Class<? extends Throwable>> recordExceptions() {
        return recordExceptions;
    }

    /** {@return the exceptions that are no verdict} */
    public List<Class<? extends Throwable>> ignoreExceptions() {
        return ignoreExceptions;
    }

    /** {@return what finds further failures among exceptions, if set} */
    public @Nullable Predicate<? super Throwable> recordFailurePredicate() {
        return recordFailurePredicate;
    }

    /** {@return what finds further exceptions to ignore, if set} */
    public @Nullable Predicate<? super Throwable> ignoreExceptionPredicate() {
        return ignoreExceptionPredicate;
    }

    /** {@return what finds failures among returned values, if set} */
    public @Nullable Predicate<@Nullable Object> recordResult() {
        return recordResult;
    }

    /** {@return the custom trip rule, if set} */
    public @Nullable Predicate<? super Snapshot> tripWhen() {
        return tripWhen;
    }

    /** {@return what reads a wait from the failure that trips, if set} */
    public @Nullable Function<? super Throwable, @Nullable Duration> waitDurationFromFailure() {
        return waitDurationFromFailure;
    }

    /** {@return the longest wait that a failure can ask for} */
    public Duration maxWaitDurationFromFailure() {
        return maxWaitDurationFromFailure;
    }

    /** {@return whether rejections carry a stack trace} */
    public boolean writableStackTraceEnabled() {
        return writableStackTraceEnabled;
    }

    /** {@return the state in which a breaker starts} */
    public State initialState() {
        return initialState;
    }

    /**
     * All settings in effect by name, in the order of the documentation, for display and
     * comparison. A rule, predicate or function that is not set is absent.
     *
     * @return names in camel case, as the builder's methods have them; not modifiable
     */
    public Map<String, Object> settings() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("slidingWindowType", slidingWindowType);
        all.put("slidingWindowSize", slidingWindowSize);
        all.put("minimumNumberOfCalls", minimumNumberOfCalls());
        all.put("failureRateThreshold", failureRateThreshold);
        all.put("failureCountThreshold", failureCountThreshold);
        all.put("consecutiveFailuresThreshold", consecutiveFailuresThreshold);
        all.put("slowCallDurationThreshold", slowCallDurationThreshold);
        all.put("slowCallRateThreshold", slowCallRateThreshold);
        all.put("waitDurationInOpenState", waitDurationInOpenState);
        all.put("enableExponentialBackoff", enableExponentialBackoff);
        all.put("exponentialBackoffMultiplier", exponentialBackoffMultiplier);
        all.put("exponentialMaxWaitDurationInOpenState", exponentialMaxWaitDurationInOpenState);
        all.put("enableRandomizedWait", enableRandomizedWait);
        all.put("randomizedWaitFactor", randomizedWaitFactor);
        all.put("permittedNumberOfCallsInHalfOpenState", permittedNumberOfCallsInHalfOpenState);
        all.put("maxWaitDurationInHalfOpenState", maxWaitDurationInHalfOpenState);
        all.put("transitionToStateAfterWaitDuration", transitionToStateAfterWaitDuration);
        all.put(
                "automaticTransitionFromOpenToHalfOpenEnabled",
                automaticTransitionFromOpenToHalfOpenEnabled);
        all.put("recordExceptions", recordExceptions);
        all.put("ignoreExceptions", ignoreExceptions);
        putIfSet(all, "recordFailurePredicate", recordFailurePredicate);
        putIfSet(all, "ignoreExceptionPredicate", ignoreExceptionPredicate);
        putIfSet(all, "recordResult", recordResult);
        putIfSet(all, "tripWhen", tripWhen);
        putIfSet(all, "waitDurationFromFailure", waitDurationFromFailure);
        all.put("maxWaitDurationFromFailure", maxWaitDurationFromFailure);
        all.put("writableStackTraceEnabled", writableStackTraceEnabled);
        all.put("initialState", initialState);
        return Collections.unmodifiableMap(all);
    }

    private static void putIfSet(Map<String, Object> all, String name, @Nullable Object value) {
        if (value != null) {
            all.put(name, value);
        }
    }
}
