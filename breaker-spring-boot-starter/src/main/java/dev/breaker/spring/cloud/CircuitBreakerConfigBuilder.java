package dev.breaker.spring.cloud;

import dev.breaker.BreakerConfig;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.cloud.client.circuitbreaker.ConfigBuilder;

/**
 * Collects the settings of one breaker in code. Begins with those of the base of all, {@code
 * breaker.configs.default}. Not thread-safe.
 */
public final class CircuitBreakerConfigBuilder implements ConfigBuilder<BreakerConfig> {

    private final String id;
    private BreakerConfig.Builder settings;

    CircuitBreakerConfigBuilder(String id, BreakerConfig base) {
        this.id = id;
        this.settings = base.toBuilder();
    }

    /** {@return the name of the breaker whose settings these are} */
    public String id() {
        return id;
    }

    /**
     * Changes settings; all others stay as they are.
     *
     * @param change sets some of them
     * @return this builder
     */
    public CircuitBreakerConfigBuilder settings(Consumer<BreakerConfig.Builder> change) {
        change.accept(settings);
        return this;
    }

    /**
     * Replaces all settings.
     *
     * @param config the settings to have instead
     * @return this builder
     */
    public CircuitBreakerConfigBuilder config(BreakerConfig config) {
        settings = Objects.requireNonNull(config, "config").toBuilder();
        return this;
    }

    /**
     * {@return the settings}
     *
     * @throws dev.breaker.InvalidSettingException if a value is out of its range, or values
     *     contradict each other
     */
    @Override
    public BreakerConfig build() {
        return settings.build();
    }
}
