package dev.breaker.spring.autoconfigure;

import dev.breaker.spring.FallbackOn;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings of one breaker, or of one named base, as they are written below {@code
 * breaker.instances} and {@code breaker.configs}. Null is not set: inherited. Not thread-safe.
 *
 * <p>A JavaBean and not a record: IDEs complete the keys of a map's values from it, and only for a
 * JavaBean do all of them show descriptions. It carries the prefix of the base of all so that the
 * metadata has these keys in full; Spring Boot binds it only as a part of {@link
 * BreakerProperties}.
 */
@ConfigurationProperties("breaker.configs.default")
public final class BreakerSettings extends RecoverySettings {

    /**
     * Named base below breaker.configs, from which everything is inherited that is not set here.
     * Default: default.
     */
    private @Nullable String baseConfig;

    /**
     * Exceptions for which a fallback runs: failures and rejections (FAILURE), rejections only
     * (REJECTION), or every exception (ANY). Default: FAILURE.
     */
    private @Nullable FallbackOn fallbackOn;

    /**
     * Number of events of each kind that are kept for the endpoint circuitbreakerevents; 0 keeps
     * none. Default: 100.
     */
    private @Nullable Integer eventConsumerBufferSize;

    /** Whether the breaker is shown in the health of the application. Default: true. */
    private @Nullable Boolean registerHealthIndicator;

    /** Whether the breaker, while open, makes the application DOWN. Default: false. */
    private @Nullable Boolean allowHealthIndicatorToFail;

    /** {@return the named base of these settings; default: default} */
    public @Nullable String getBaseConfig() {
        return baseConfig;
    }

    public void setBaseConfig(@Nullable String baseConfig) {
        this.baseConfig = baseConfig;
    }

    /** {@return for which exceptions a fallback runs; default: FAILURE} */
    public @Nullable FallbackOn getFallbackOn() {
        return fallbackOn;
    }

    public void setFallbackOn(@Nullable FallbackOn fallbackOn) {
        this.fallbackOn = fallbackOn;
    }

    /** {@return how many events of each kind are kept; default: 100} */
    public @Nullable Integer getEventConsumerBufferSize() {
        return eventConsumerBufferSize;
    }

    public void setEventConsumerBufferSize(@Nullable Integer eventConsumerBufferSize) {
        this.eventConsumerBufferSize = eventConsumerBufferSize;
    }

    /** {@return whether the breaker is shown in the application's health; default: true} */
    public @Nullable Boolean getRegisterHealthIndicator() {
        return registerHealthIndicator;
    }

    public void setRegisterHealthIndicator(@Nullable Boolean registerHealthIndicator) {
        this.registerHealthIndicator = registerHealthIndicator;
    }

    /** {@return whether the breaker, while open, makes the application DOWN; default: false} */
    public @Nullable Boolean getAllowHealthIndicatorToFail() {
        return allowHealthIndicatorToFail;
    }

    public void setAllowHealthIndicatorToFail(@Nullable Boolean allowHealthIndicatorToFail) {
        this.allowHealthIndicatorToFail = allowHealthIndicatorToFail;
    }
}
