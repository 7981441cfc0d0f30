package dev.breaker.spring.autoconfigure;

import dev.breaker.spring.FallbackOn;
import java.time.Duration;
import java.util.Map;
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

    /**
     * Number of keys that may have a breaker of their own at a time, where the breaker is asked for
     * by key; at least 1. Further keys share the breaker of the name. Default: 1000.
     */
    private @Nullable Integer maxKeys;

    /**
     * How long the breaker of a key is kept that nobody asks for and that is CLOSED; at least 1s.
     * Default: 1h.
     */
    private @Nullable Duration keyIdleTime;

    /**
     * Whether each key has meters of its own; else all keys of a name share one set, under the
     * name. Default: false.
     */
    private @Nullable Boolean metersPerKey;

    /**
     * Tags of the meters, beside those that all breakers have: below it stand their keys, with a
     * value each. Inherited tag by tag. Default: none.
     */
    private @Nullable Map<String, String> tags;

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

    /** {@return how many keys may have a breaker of their own; default: 1000} */
    public @Nullable Integer getMaxKeys() {
        return maxKeys;
    }

    public void setMaxKeys(@Nullable Integer maxKeys) {
        this.maxKeys = maxKeys;
    }

    /** {@return how long an idle key keeps its breaker; default: 1h} */
    public @Nullable Duration getKeyIdleTime() {
        return keyIdleTime;
    }

    public void setKeyIdleTime(@Nullable Duration keyIdleTime) {
        this.keyIdleTime = keyIdleTime;
    }

    /** {@return whether each key has meters of its own; default: false} */
    public @Nullable Boolean getMetersPerKey() {
        return metersPerKey;
    }

    public void setMetersPerKey(@Nullable Boolean metersPerKey) {
        this.metersPerKey = metersPerKey;
    }

    /** {@return the tags of the meters beside those that all breakers have; default: none} */
    public @Nullable Map<String, String> getTags() {
        return tags;
    }

    public void setTags(@Nullable Map<String, String> tags) {
        this.tags = tags;
    }
}
