package dev.breaker.spring.autoconfigure;

import dev.breaker.BreakerConfig;
import dev.breaker.spring.KeySettings;
import dev.breaker.spring.StarterSettings;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns settings into what engine and starter understand. What is not set keeps their default.
 * Plain code and no table of method references: each of those is a class to make at every start.
 */
final class SettingsMapping {

    private final References references;
    private final @Nullable Function<Throwable, @Nullable Duration> retryAfter;

    /**
     * A mapping.
     *
     * @param retryAfter reads from a failure how long the server wants to be left in peace; null
     *     where there are no HTTP clients
     */
    SettingsMapping(
            References references, @Nullable Function<Throwable, @Nullable Duration> retryAfter) {
        this.references = references;
        this.retryAfter = retryAfter;
    }

    BreakerConfig.Builder toBuilder(BreakerSettings settings) {
        return apply(settings, BreakerConfig.builder().waitDurationFromFailure(retryAfter));
    }

    /** Sets what is set, and leaves all the rest. */
    BreakerConfig.Builder apply(BreakerSettings settings, BreakerConfig.Builder builder) {
        applyRules(settings, builder);
        applyClassification(settings, builder);
        applyOpenState(settings, builder);
        applyWaitFromFailure(settings, builder);
        applyHalfOpenState(settings, builder);
        if (settings.getInitialState() != null) {
            builder.initialState(settings.getInitialState());
        }
        if (settings.getWritableStackTraceEnabled() != null) {
            builder.writableStackTraceEnabled(settings.getWritableStackTraceEnabled());
        }
        return builder;
    }

    private static void applyRules(TripSettings settings, BreakerConfig.Builder builder) {
        if (settings.getSlidingWindowType() != null) {
            builder.slidingWindowType(settings.getSlidingWindowType());
        }
        if (settings.getSlidingWindowSize() != null) {
            builder.slidingWindowSize(settings.getSlidingWindowSize());
        }
        if (settings.getMinimumNumberOfCalls() != null) {
            builder.minimumNumberOfCalls(settings.getMinimumNumberOfCalls());
        }
        if (settings.getFailureRateThreshold() != null) {
            builder.failureRateThreshold(settings.getFailureRateThreshold());
        }
        if (settings.getFailureCountThreshold() != null) {
            builder.failureCountThreshold(settings.getFailureCountThreshold());
        }
        if (settings.getConsecutiveFailuresThreshold() != null) {
            builder.consecutiveFailuresThreshold(settings.getConsecutiveFailuresThreshold());
        }
        if (settings.getSlowCallDurationThreshold() != null) {
            builder.slowCallDurationThreshold(settings.getSlowCallDurationThreshold());
        }
        if (settings.getSlowCallRateThreshold() != null) {
            builder.slowCallRateThreshold(settings.getSlowCallRateThreshold());
        }
    }

    private void applyClassification(TripSettings settings, BreakerConfig.Builder builder) {
        if (settings.getRecordExceptions() != null) {
            builder.recordExceptions(exceptions(settings.getRecordExceptions()));
        }
        if (settings.getIgnoreExceptions() != null) {
            builder.ignoreExceptions(exceptions(settings.getIgnoreExceptions()));
        }
        if (settings.getRecordFailurePredicate() != null) {
            builder.recordFailurePredicate(predicate(settings.getRecordFailurePredicate()));
        }
        if (settings.getIgnoreExceptionPredicate() != null) {
            builder.ignoreExceptionPredicate(predicate(settings.getIgnoreExceptionPredicate()));
        }
        if (settings.getRecordResultPredicate() != null) {
            builder.recordResult(predicate(settings.getRecordResultPredicate()));
        }
    }

    private static void applyOpenState(RecoverySettings settings, BreakerConfig.Builder builder) {
        if (settings.getWaitDurationInOpenState() != null) {
            builder.waitDurationInOpenState(settings.getWaitDurationInOpenState());
        }
        if (settings.getEnableExponentialBackoff() != null) {
            builder.enableExponentialBackoff(settings.getEnableExponentialBackoff());
        }
        if (settings.getExponentialBackoffMultiplier() != null) {
            builder.exponentialBackoffMultiplier(settings.getExponentialBackoffMultiplier());
        }
        if (settings.getExponentialMaxWaitDurationInOpenState() != null) {
            builder.exponentialMaxWaitDurationInOpenState(
                    settings.getExponentialMaxWaitDurationInOpenState());
        }
        if (settings.getEnableRandomizedWait() != null) {
            builder.enableRandomizedWait(settings.getEnableRandomizedWait());
        }
        if (settings.getRandomizedWaitFactor() != null) {
            builder.randomizedWaitFactor(settings.getRandomizedWaitFactor());
        }
    }

    private void applyWaitFromFailure(RecoverySettings settings, BreakerConfig.Builder builder) {
        if (settings.getHonorRetryAfter() != null) {
            builder.waitDurationFromFailure(settings.getHonorRetryAfter() ? retryAfter : null);
        }
        if (settings.getMaxWaitDurationFromFailure() != null) {
            builder.maxWaitDurationFromFailure(settings.getMaxWaitDurationFromFailure());
        }
    }

    private static void applyHalfOpenState(
            RecoverySettings settings, BreakerConfig.Builder builder) {
        if (settings.getPermittedNumberOfCallsInHalfOpenState() != null) {
            builder.permittedNumberOfCallsInHalfOpenState(
                    settings.getPermittedNumberOfCallsInHalfOpenState());
        }
        if (settings.getMaxWaitDurationInHalfOpenState() != null) {
            builder.maxWaitDurationInHalfOpenState(settings.getMaxWaitDurationInHalfOpenState());
        }
        if (settings.getTransitionToStateAfterWaitDuration() != null) {
            builder.transitionToStateAfterWaitDuration(
                    settings.getTransitionToStateAfterWaitDuration());
        }
        if (settings.getAutomaticTransitionFromOpenToHalfOpenEnabled() != null) {
            builder.automaticTransitionFromOpenToHalfOpenEnabled(
                    settings.getAutomaticTransitionFromOpenToHalfOpenEnabled());
        }
    }

    StarterSettings toStarterSettings(BreakerSettings settings) {
        return apply(settings, StarterSettings.DEFAULTS);
    }

    /** These, with what is set in place of what they have. */
    StarterSettings apply(BreakerSettings settings, StarterSettings defaults) {
        return new StarterSettings(
                orElse(settings.getFallbackOn(), defaults.fallbackOn()),
                orElse(settings.getEventConsumerBufferSize(), defaults.eventConsumerBufferSize()),
                orElse(settings.getRegisterHealthIndicator(), defaults.registerHealthIndicator()),
                orElse(
                        settings.getAllowHealthIndicatorToFail(),
                        defaults.allowHealthIndicatorToFail()),
                orElse(settings.getHonorRetryAfter(), defaults.honorRetryAfter()),
                apply(settings, defaults.keys()),
                orElse(settings.getTags(), defaults.tags()));
    }

    private static KeySettings apply(BreakerSettings settings, KeySettings defaults) {
        return new KeySettings(
                orElse(settings.getMaxKeys(), defaults.maxKeys()),
                orElse(settings.getKeyIdleTime(), defaults.keyIdleTime()),
                orElse(settings.getMetersPerKey(), defaults.metersPerKey()));
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value != null ? value : otherwise;
    }

    private List<Class<? extends Throwable>> exceptions(List<String> names) {
        return names.stream().<Class<? extends Throwable>>map(references::exception).toList();
    }

    /** A predicate of another type than what it is given is contained by the engine. */
    @SuppressWarnings("unchecked")
    private <T> Predicate<T> predicate(String name) {
        return (Predicate<T>) references.predicate(name);
    }
}
