package dev.breaker.spring;

import java.util.Map;

/**
 * The settings of one breaker that concern the starter and not the engine.
 *
 * @param fallbackOn for which exceptions a fallback runs
 * @param eventConsumerBufferSize how many events of each kind are kept for the endpoint
 * @param registerHealthIndicator whether the breaker is shown in the application's health
 * @param allowHealthIndicatorToFail whether the breaker, while open, makes the application DOWN
 * @param honorRetryAfter whether {@code Retry-After} decides how long the breaker stays open
 * @param keys how many breakers it may have by key, if it is asked for by key
 * @param tags of its meters, beside those that all breakers have; a blank value is none
 */
public record StarterSettings(
        FallbackOn fallbackOn,
        int eventConsumerBufferSize,
        boolean registerHealthIndicator,
        boolean allowHealthIndicatorToFail,
        boolean honorRetryAfter,
        KeySettings keys,
        Map<String, String> tags) {

    /** What applies where nothing is configured. */
    public static final StarterSettings DEFAULTS =
            new StarterSettings(
                    FallbackOn.FAILURE, 100, true, false, true, KeySettings.DEFAULTS, Map.of());

    /** Settings, which keep no map of somebody else's. */
    public StarterSettings {
        tags = Map.copyOf(tags);
    }

    /**
     * Settings of a breaker that has no others.
     *
     * @param fallbackOn for which exceptions a fallback runs
     * @param eventConsumerBufferSize how many events of each kind are kept for the endpoint
     * @param registerHealthIndicator whether the breaker is shown in the application's health
     * @param allowHealthIndicatorToFail whether the breaker, while open, makes the application DOWN
     */
    public StarterSettings(
            FallbackOn fallbackOn,
            int eventConsumerBufferSize,
            boolean registerHealthIndicator,
            boolean allowHealthIndicatorToFail) {
        this(
                fallbackOn,
                eventConsumerBufferSize,
                registerHealthIndicator,
                allowHealthIndicatorToFail,
                true,
                KeySettings.DEFAULTS,
                Map.of());
    }

    /**
     * The same, with other keys.
     *
     * @param others how many breakers it may have by key
     * @return a changed copy
     */
    public StarterSettings with(KeySettings others) {
        return new StarterSettings(
                fallbackOn,
                eventConsumerBufferSize,
                registerHealthIndicator,
                allowHealthIndicatorToFail,
                honorRetryAfter,
                others,
                tags);
    }
}
