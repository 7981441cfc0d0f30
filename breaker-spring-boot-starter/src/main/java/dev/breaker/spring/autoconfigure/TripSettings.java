package dev.breaker.spring.autoconfigure;

import dev.breaker.WindowType;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings that say what a failure is and when a breaker opens. Null is not set: inherited.
 * What each means is said at its field, from where IDEs and metadata take it.
 */
public abstract sealed class TripSettings permits RecoverySettings {

    /**
     * What the sliding window holds: the outcomes of the last seconds (TIME_BASED) or the last
     * outcomes (COUNT_BASED). Default: TIME_BASED.
     */
    private @Nullable WindowType slidingWindowType;

    /**
     * Size of the sliding window: seconds of a time-based window, 1 to 86400, or calls of a count-
     * based one, 1 to 1000000 (8000 where slow calls are judged). Default: 30.
     */
    private @Nullable Integer slidingWindowSize;

    /**
     * Number of outcomes that the window must hold before rates are judged: at least 1, and no more
     * than a count-based window holds. Default: 10, or the size of a count-based window that is
     * smaller.
     */
    private @Nullable Integer minimumNumberOfCalls;

    /**
     * Rate of failures in the window at which the breaker opens, in percent: above 0, at most 100.
     * Default: 50.
     */
    private @Nullable Double failureRateThreshold;

    /**
     * Number of failures in the window at which the breaker opens, no more than a count-based
     * window holds; 0 is off. Default: 0.
     */
    private @Nullable Integer failureCountThreshold;

    /** Number of consecutive failures at which the breaker opens; 0 is off. Default: 0. */
    private @Nullable Integer consecutiveFailuresThreshold;

    /** A call that takes at least this long is slow; 0 is off. Default: 0s. */
    private @Nullable Duration slowCallDurationThreshold;

    /**
     * Rate of slow calls in the window at which the breaker opens, in percent: above 0, at most
     * 100; judged only where slow-call-duration-threshold is set. Default: 100.
     */
    private @Nullable Double slowCallRateThreshold;

    /**
     * Classes of the exceptions that are failures, subclasses included. Where this or record-
     * failure-predicate is set, an exception that neither names counts as success. Default: all.
     */
    private @Nullable List<String> recordExceptions;

    /**
     * Classes of the exceptions that say nothing about the backend, subclasses included; they count
     * neither as failure nor as success. Ignoring wins over recording. Default: none.
     */
    private @Nullable List<String> ignoreExceptions;

    /**
     * Predicate that finds further exceptions that are failures: the name of a bean, or of a class.
     * Default: none.
     */
    private @Nullable String recordFailurePredicate;

    /**
     * Predicate that finds further exceptions to ignore: the name of a bean, or of a class.
     * Default: none.
     */
    private @Nullable String ignoreExceptionPredicate;

    /**
     * Predicate that finds returned values that are failures: the name of a bean, or of a class.
     * Default: none.
     */
    private @Nullable String recordResultPredicate;

    /** {@return what the window holds; default: TIME_BASED} */
    public @Nullable WindowType getSlidingWindowType() {
        return slidingWindowType;
    }

    public void setSlidingWindowType(@Nullable WindowType slidingWindowType) {
        this.slidingWindowType = slidingWindowType;
    }

    /** {@return the size of the window, in seconds or calls; default: 30} */
    public @Nullable Integer getSlidingWindowSize() {
        return slidingWindowSize;
    }

    public void setSlidingWindowSize(@Nullable Integer slidingWindowSize) {
        this.slidingWindowSize = slidingWindowSize;
    }

    /**
     * {@return how many outcomes rates need; default: 10, or the size of a smaller count-based
     * window}
     */
    public @Nullable Integer getMinimumNumberOfCalls() {
        return minimumNumberOfCalls;
    }

    public void setMinimumNumberOfCalls(@Nullable Integer minimumNumberOfCalls) {
        this.minimumNumberOfCalls = minimumNumberOfCalls;
    }

    /** {@return the rate of failures that opens the breaker, in percent; default: 50} */
    public @Nullable Double getFailureRateThreshold() {
        return failureRateThreshold;
    }

    public void setFailureRateThreshold(@Nullable Double failureRateThreshold) {
        this.failureRateThreshold = failureRateThreshold;
    }

    /** {@return the number of failures that opens the breaker, 0: off; default: 0} */
    public @Nullable Integer getFailureCountThreshold() {
        return failureCountThreshold;
    }

    public void setFailureCountThreshold(@Nullable Integer failureCountThreshold) {
        this.failureCountThreshold = failureCountThreshold;
    }

    /** {@return the number of consecutive failures that opens the breaker, 0: off; default: 0} */
    public @Nullable Integer getConsecutiveFailuresThreshold() {
        return consecutiveFailuresThreshold;
    }

    public void setConsecutiveFailuresThreshold(@Nullable Integer consecutiveFailuresThreshold) {
        this.consecutiveFailuresThreshold = consecutiveFailuresThreshold;
    }

    /** {@return how long a slow call takes at least, 0: off; default: 0s} */
    public @Nullable Duration getSlowCallDurationThreshold() {
        return slowCallDurationThreshold;
    }

    public void setSlowCallDurationThreshold(@Nullable Duration slowCallDurationThreshold) {
        this.slowCallDurationThreshold = slowCallDurationThreshold;
    }

    /** {@return the rate of slow calls that opens the breaker, in percent; default: 100} */
    public @Nullable Double getSlowCallRateThreshold() {
        return slowCallRateThreshold;
    }

    public void setSlowCallRateThreshold(@Nullable Double slowCallRateThreshold) {
        this.slowCallRateThreshold = slowCallRateThreshold;
    }

    /** {@return the classes of exceptions that are failures; default: all} */
    public @Nullable List<String> getRecordExceptions() {
        return recordExceptions;
    }

    public void setRecordExceptions(@Nullable List<String> recordExceptions) {
        this.recordExceptions = recordExceptions;
    }

    /** {@return the classes of exceptions to ignore; default: none} */
    public @Nullable List<String> getIgnoreExceptions() {
        return ignoreExceptions;
    }

    public void setIgnoreExceptions(@Nullable List<String> ignoreExceptions) {
        this.ignoreExceptions = ignoreExceptions;
    }

    /** {@return the bean or class that finds further failures; default: none} */
    public @Nullable String getRecordFailurePredicate() {
        return recordFailurePredicate;
    }

    public void setRecordFailurePredicate(@Nullable String recordFailurePredicate) {
        this.recordFailurePredicate = recordFailurePredicate;
    }

    /** {@return the bean or class that finds further exceptions to ignore; default: none} */
    public @Nullable String getIgnoreExceptionPredicate() {
        return ignoreExceptionPredicate;
    }

    public void setIgnoreExceptionPredicate(@Nullable String ignoreExceptionPredicate) {
        this.ignoreExceptionPredicate = ignoreExceptionPredicate;
    }

    /** {@return the bean or class that finds failures among returned values; default: none} */
    public @Nullable String getRecordResultPredicate() {
        return recordResultPredicate;
    }

    public void setRecordResultPredicate(@Nullable String recordResultPredicate) {
        this.recordResultPredicate = recordResultPredicate;
    }
}
