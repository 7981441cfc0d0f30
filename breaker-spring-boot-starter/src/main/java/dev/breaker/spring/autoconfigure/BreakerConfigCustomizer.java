package dev.breaker.spring.autoconfigure;

import dev.breaker.BreakerConfig;

/**
 * Changes the settings of breakers in code: for what a configuration file cannot say, such as
 * {@link BreakerConfig.Builder#tripWhen} or {@link BreakerConfig.Builder#waitDurationFromFailure}.
 * Beans of this type are applied in their order, after the configuration, to every breaker that is
 * configured or named by an annotation; not to those that code takes from the registry by a name of
 * its own.
 */
@FunctionalInterface
public interface BreakerConfigCustomizer {

    /**
     * Changes the settings of one breaker. Called for a breaker before it is made, and again when
     * the configuration changes while the application runs; what an operator changes by hand lies
     * above what this does.
     *
     * @param breakerName the name of the breaker
     * @param builder has the settings of the configuration
     */
    void customize(String breakerName, BreakerConfig.Builder builder);
}
