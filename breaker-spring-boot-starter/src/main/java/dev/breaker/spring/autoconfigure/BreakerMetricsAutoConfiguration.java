package dev.breaker.spring.autoconfigure;

import dev.breaker.BreakerRegistry;
import dev.breaker.spring.BreakerFamilies;
import dev.breaker.spring.Breakers;
import dev.breaker.spring.FallbackCounts;
import dev.breaker.spring.metrics.BreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Offers the breakers' meters to whoever binds meters; without a registry, they cost nothing. */
@AutoConfiguration(after = BreakerAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(BreakerRegistry.class)
public final class BreakerMetricsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    BreakerMetrics breakerMetrics(
            BreakerRegistry registry,
            ObjectProvider<FallbackCounts> fallbacks,
            ObjectProvider<BreakerFamilies> families,
            ObjectProvider<Breakers> breakers) {
        Breakers configured = breakers.getIfAvailable();
        return new BreakerMetrics(
                registry,
                fallbacks.getIfAvailable(FallbackCounts::new),
                families.getIfAvailable(),
                configured == null ? name -> Map.of() : configured::tags);
    }
}
