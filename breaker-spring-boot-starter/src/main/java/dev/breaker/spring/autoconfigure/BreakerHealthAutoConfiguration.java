package dev.breaker.spring.autoconfigure;

import dev.breaker.BreakerRegistry;
import dev.breaker.spring.BreakerFamilies;
import dev.breaker.spring.Breakers;
import dev.breaker.spring.health.BreakerHealthIndicator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Shows the breakers as the component {@code circuitBreakers} of the application's health. */
@AutoConfiguration(after = BreakerAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean({BreakerRegistry.class, Breakers.class})
public final class BreakerHealthAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(
            name = {"circuitBreakersHealthContributor", "circuitBreakersHealthIndicator"})
    @ConditionalOnEnabledHealthIndicator("circuitbreakers")
    BreakerHealthIndicator circuitBreakersHealthContributor(
            BreakerRegistry registry, Breakers breakers, ObjectProvider<BreakerFamilies> families) {
        return new BreakerHealthIndicator(registry, breakers, families.getIfAvailable());
    }
}
