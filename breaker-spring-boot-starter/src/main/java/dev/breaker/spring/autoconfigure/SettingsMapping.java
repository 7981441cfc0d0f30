package dev.breaker.spring.autoconfigure;

import dev.breaker.BreakerConfig;
import dev.breaker.spring.StarterSettings;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Turns settings into what engine and starter understand. What is not set keeps their default. */
final class SettingsMapping {

    private final References references;

    SettingsMapping(References references) {
        this.references = references;
    }

    BreakerConfig.Builder toBuilder(BreakerSettings settings) {
        BreakerConfig.Builder builder = BreakerConfig.builder();
        applyRules(settings, builder);
        applyClassification(settings, builder);
        applyOpenState(settings, builder);
        applyHalfOpenState(settings, builder);
        apply(settings.getInitialState(), builder::initialState);
        apply(settings.getWritableStackTraceEnabled(), builder::writableStackTraceEnabled);
        return builder;
    }

    private static void applyRules(TripSettings settings, BreakerConfig.Builder builder) {
        apply(settings.getSlidingWindowType(), builder::slidingWindowType);
        apply(settings.getSlidingWindowSize(), builder::slidingWindowSize);
        apply(settings.getMinimumNumberOfCalls(), builder::minimumNumberOfCalls);
        apply(settings.getFailureRateThreshold(), builder::failureRateThreshold);
        apply(settings.getFailureCountThreshold(), builder::failureCountThreshold);
        apply(settings.getConsecutiveFailuresThreshold(), builder::consecutiveFailuresThreshold);
        apply(settings.getSlowCallDurationThreshold(), builder::slowCallDurationThreshold);
        apply(settings.getSlowCallRateThreshold(), builder::slowCallRateThreshold);
    }

    private void applyClassification(TripSettings settings, BreakerConfig.Builder builder) {
        apply(exceptions(settings.getRecordExceptions()), builder::recordExceptions);
        apply(exceptions(settings.getIgnoreExceptions()), builder::ignoreExceptions);
        apply(predicate(settings.getRecordFailurePredicate()), builder::recordFailurePredicate);
        apply(predicate(settings.getIgnoreExceptionPredicate()), builder::ignoreExceptionPredicate);
        apply(predicate(settings.getRecordResultPredicate()), builder::recordResult);
    }

    private static void applyOpenState(RecoverySettings settings, BreakerConfig.Builder builder) {
        apply(settings.getWaitDurationInOpenState(), builder::waitDurationInOpenState);
        apply(settings.getEnableExponentialBackoff(), builder::enableExponentialBackoff);
        apply(settings.getExponentialBackoffMultiplier(), builder::exponentialBackoffMultiplier);
        apply(
                settings.getExponentialMaxWaitDurationInOpenState(),
                builder::exponentialMaxWaitDurationInOpenState);
        apply(settings.getEnableRandomizedWait(), builder::enableRandomizedWait);
        apply(settings.getRandomizedWaitFactor(), builder::randomizedWaitFactor);
    }

    private static void applyHalfOpenState(
            RecoverySettings settings, BreakerConfig.Builder builder) {
        apply(
                settings.getPermittedNumberOfCallsInHalfOpenState(),
                builder::permittedNumberOfCallsInHalfOpenState);
        apply(
                settings.getMaxWaitDurationInHalfOpenState(),
                builder::maxWaitDurationInHalfOpenState);
        apply(
                settings.getTransitionToStateAfterWaitDuration(),
                builder::transitionToStateAfterWaitDuration);
        apply(
                settings.getAutomaticTransitionFromOpenToHalfOpenEnabled(),
                builder::automaticTransitionFromOpenToHalfOpenEnabled);
    }

    StarterSettings toStarterSettings(BreakerSettings settings) {
        StarterSettings defaults = StarterSettings.DEFAULTS;
        return new StarterSettings(
                orElse(settings.getFallbackOn(), defaults.fallbackOn()),
                orElse(settings.getEventConsumerBufferSize(), defaults.eventConsumerBufferSize()),
                orElse(settings.getRegisterHealthIndicator(), defaults.registerHealthIndicator()),
                orElse(
                        settings.getAllowHealthIndicatorToFail(),
                        defaults.allowHealthIndicatorToFail()));
    }

    private static <T> void apply(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value != null ? value : otherwise;
    }

    private @Nullable List<Class<? extends Throwable>> exceptions(@Nullable List<String> names) {
        if (names == null) {
            return null;
        }
        return names.stream().<Class<? extends Throwable>>map(references::exception).toList();
    }

    /** A predicate of another type than what it is given is contained by the engine. */
    @SuppressWarnings("unchecked")
    private <T> @Nullable Predicate<T> predicate(@Nullable String name) {
        return name != null ? (Predicate<T>) references.predicate(name) : null;
    }
}
