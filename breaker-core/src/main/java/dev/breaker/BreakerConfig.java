package dev.breaker;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a breaker: an immutable value, made by a {@link Builder} and validated in {@link
 * Builder#build()}. Two configurations with equal settings are equal.
 */
public final class BreakerConfig extends ConfigValues {

    private BreakerConfig() {}

    /** {@return a builder that has all the defaults} */
    public static Builder builder() {
        return new Builder(new BreakerConfig());
    }

    /** {@return a builder that has the settings of this configuration} */
    public Builder toBuilder() {
        return new Builder(copy());
    }

    private BreakerConfig copy() {
        try {
            return (BreakerConfig) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BreakerConfig config && settings().equals(config.settings());
    }

    @Override
    public int hashCode() {
        return settings().hashCode();
    }

    @Override
    public String toString() {
        return "BreakerConfig" + settings();
    }

    /**
     * Collects settings. Not thread-safe; may be used again after {@link #build()} without changing
     * what was built. All durations are read with nanosecond precision, all rates are percentages.
     */
    public static final class Builder {

        private final BreakerConfig draft;

        private Builder(BreakerConfig draft) {
            this.draft = draft;
        }

        /**
         * {@return a configuration with these settings}
         *
         * @throws InvalidSettingException if a value is out of its range, or values contradict each
         *     other; the message names setting, value and what is allowed
         */
        public BreakerConfig build() {
            BreakerConfig config = draft.copy();
            Validation.check(config);
            return config;
        }

        /** What the window counts. Default: {@link WindowType#TIME_BASED}. */
        public Builder slidingWindowType(WindowType type) {
            draft.slidingWindowType = type;
            return this;
        }

        /**
         * How much the window holds: seconds for a time window, calls for a count window; at least
         * 1. At most a day, or 1,000,000 calls (8,000 with a threshold for slow calls). Default:
         * 30.
         */
        public Builder slidingWindowSize(int size) {
            draft.slidingWindowSize = size;
            return this;
        }

        /**
         * How many outcomes the window must hold before rates are judged, at least 1. Default: 10,
         * but never more than a count window holds; a higher value that was set is refused.
         */
        public Builder minimumNumberOfCalls(int calls) {
            draft.minimumNumberOfCalls = calls;
            return this;
        }

        /**
         * Trips at this rate of failures in the window: above 0, at most 100. Judged whenever a
         * call ends, so that a success which completes the minimum can trip too. Default: 50.
         */
        public Builder failureRateThreshold(double percent) {
            draft.failureRateThreshold = percent;
            return this;
        }

        /** Trips at this number of failures in the window; 0 is off. Default: off. */
        public Builder failureCountThreshold(int failures) {
            draft.failureCountThreshold = failures;
            return this;
        }

        /** Trips at this number of failures in a row, at most 1,000,000; 0 is off. Default: off. */
        public Builder consecutiveFailuresThreshold(int failures) {
            draft.consecutiveFailuresThreshold = failures;
            return this;
        }

        /** A call that takes at least this long is slow; zero is off. Default: off. */
        public Builder slowCallDurationThreshold(Duration duration) {
            draft.slowCallDurationThreshold = duration;
            return this;
        }

        /**
         * Trips at this rate of slow calls in the window: above 0, at most 100. Judged only where a
         * {@linkplain #slowCallDurationThreshold duration} is set. Default: 100.
         */
        public Builder slowCallRateThreshold(double percent) {
            draft.slowCallRateThreshold = percent;
            return this;
        }

        /** How long the breaker stays open before it permits probes. Default: 30 seconds. */
        public Builder waitDurationInOpenState(Duration duration) {
            draft.waitDurationInOpenState = duration;
            return this;
        }

        /**
         * Whether the wait grows with each re-opening until the breaker closes. That an operator
         * forces the breaker open is no re-opening. Default: no.
         */
        public Builder enableExponentialBackoff(boolean enable) {
            draft.enableExponentialBackoff = enable;
            return this;
        }

        /** The factor by which the wait grows, at least 1. Default: 2. */
        public Builder exponentialBackoffMultiplier(double multiplier) {
            draft.exponentialBackoffMultiplier = multiplier;
            return this;
        }

        /** The longest wait to which the backoff grows, jitter included. Default: 10 minutes. */
        public Builder exponentialMaxWaitDurationInOpenState(Duration duration) {
            draft.exponentialMaxWaitDurationInOpenState = duration;
            return this;
        }

        /** Whether the wait is randomized, so that clients do not return in step. Default: no. */
        public Builder enableRandomizedWait(boolean enable) {
            draft.enableRandomizedWait = enable;
            return this;
        }

        /** The wait varies by up to this part of itself, up and down; 0 to 1. Default: 0.5. */
        public Builder randomizedWaitFactor(double factor) {
            draft.randomizedWaitFactor = factor;
            return this;
        }

        /** How many probes HALF_OPEN permits, 1 to 1,000,000. Default: 3. */
        public Builder permittedNumberOfCallsInHalfOpenState(int calls) {
            draft.permittedNumberOfCallsInHalfOpenState = calls;
            return this;
        }

        /**
         * How long after its first probe a round of probes must be decided; zero is no limit, and
         * then a probe that never returns keeps its place for ever. Default: 30 seconds.
         */
        public Builder maxWaitDurationInHalfOpenState(Duration duration) {
            draft.maxWaitDurationInHalfOpenState = duration;
            return this;
        }

        /** The state after such a round: OPEN or CLOSED. Default: {@link State#OPEN}. */
        public Builder transitionToStateAfterWaitDuration(State state) {
            draft.transitionToStateAfterWaitDuration = state;
            return this;
        }

        /**
         * Whether HALF_OPEN is announced to listeners as soon as the wait is over, by a timer
         * thread that the JDK shares. Otherwise the first call or look at the breaker does so.
         * Default: no.
         */
        public Builder automaticTransitionFromOpenToHalfOpenEnabled(boolean enable) {
            draft.automaticTransitionFromOpenToHalfOpenEnabled = enable;
            return this;
        }

        /**
         * The exceptions, with their subclasses, that are failures; wrappers such as {@link
         * java.util.concurrent.CompletionException} are taken off first. Where this or {@link
         * #recordFailurePredicate} is set, an exception that neither names counts as success.
         * Cancellation, interruption and rejections are ignored unless listed here by their own
         * type. Default: all.
         */
        @SafeVarargs
        @SuppressWarnings("varargs") // only read, and copied
        public final Builder recordExceptions(Class<? extends Throwable>... types) {
            return recordExceptions(Arrays.asList(types));
        }

        /** As {@link #recordExceptions(Class[])}. */
        public Builder recordExceptions(List<Class<? extends Throwable>> types) {
            draft.recordExceptions = Validation.listed("recordExceptions", types);
            return this;
        }

        /**
         * The exceptions, with their subclasses, that say nothing about the backend. Ignore wins
         * over record. Default: none.
         */
        @SafeVarargs
        @SuppressWarnings("varargs") // only read, and copied
        public final Builder ignoreExceptions(Class<? extends Throwable>... types) {
            return ignoreExceptions(Arrays.asList(types));
        }

        /** As {@link #ignoreExceptions(Class[])}. */
        public Builder ignoreExceptions(List<Class<? extends Throwable>> types) {
            draft.ignoreExceptions = Validation.listed("ignoreExceptions", types);
            return this;
        }

        /** Finds further exceptions that are failures; see {@link #recordExceptions}. */
        public Builder recordFailurePredicate(@Nullable Predicate<? super Throwable> predicate) {
            draft.recordFailurePredicate = predicate;
            return this;
        }

        /** Finds further exceptions to ignore; see {@link #ignoreExceptions}. */
        public Builder ignoreExceptionPredicate(@Nullable Predicate<? super Throwable> predicate) {
            draft.ignoreExceptionPredicate = predicate;
            return this;
        }

        /** Finds returned values that are failures. Default: none is. */
        public Builder recordResult(@Nullable Predicate<@Nullable Object> predicate) {
            draft.recordResult = predicate;
            return this;
        }

        /**
         * Trips when this rule holds for the snapshot right after an outcome. It runs on the
         * caller's thread on every outcome that leaves the other rules unbroken, in HALF_OPEN with
         * the probes as the window; where it throws, it does not hold. Default: none.
         */
        public Builder tripWhen(@Nullable Predicate<? super Snapshot> rule) {
            draft.tripWhen = rule;
            return this;
        }

        /**
         * Reads from the failure that trips how long the breaker shall stay open, an HTTP {@code
         * Retry-After}, say; null, or where it throws: {@link #waitDurationInOpenState}, backoff
         * and jitter apply. Default: none.
         */
        public Builder waitDurationFromFailure(
                @Nullable Function<? super Throwable, @Nullable Duration> reader) {
            draft.waitDurationFromFailure = reader;
            return this;
        }

        /** The longest wait that a failure can ask for. Default: 10 minutes. */
        public Builder maxWaitDurationFromFailure(Duration duration) {
            draft.maxWaitDurationFromFailure = duration;
            return this;
        }

        /** Whether {@link CallNotPermittedException} carries a stack trace. Default: no. */
        public Builder writableStackTraceEnabled(boolean enable) {
            draft.writableStackTraceEnabled = enable;
            return this;
        }

        /** The state in which a breaker starts. Default: {@link State#CLOSED}. */
        public Builder initialState(State state) {
            draft.initialState = state;
            return this;
        }
    }
}
