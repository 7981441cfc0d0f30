package dev.breaker.spring.autoconfigure;

import dev.breaker.BreakerRegistry;
import dev.breaker.spring.Breakers;
import dev.breaker.spring.FallbackCounts;
import dev.breaker.spring.cloud.BreakerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.client.circuitbreaker.CircuitBreakerFactory;
import org.springframework.cloud.client.circuitbreaker.Customizer;
import org.springframework.context.annotation.Bean;

/**
 * Puts the registry behind Spring Cloud CircuitBreaker, unless the application has another
 * implementation on its class path: who uses that already goes on doing so. Comes after Spring
 * Cloud has looked for a factory; see {@link BreakerCloudHttpAutoConfiguration}.
 */
@AutoConfiguration(
        after = BreakerAutoConfiguration.class,
        afterName = {
            "com.alibaba.cloud.circuitbreaker.sentinel.SentinelCircuitBreakerAutoConfiguration",
            "org.springframework.cloud.circuitbreaker.resilience4j.Resilience4JAutoConfiguration",
            "org.springframework.cloud.circuitbreaker.retry.FrameworkRetryAutoConfiguration",
            "org.springframework.cloud.circuitbreaker.springretry.SpringRetryAutoConfiguration",
            "org.springframework.cloud.client.CommonsClientAutoConfiguration"
        })
@ConditionalOnClass(CircuitBreakerFactory.class)
@ConditionalOnBean({Breakers.class, BreakerRegistry.class})
@ConditionalOnBooleanProperty(name = "breaker.cloud.enabled", matchIfMissing = true)
public final class BreakerCloudAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(CircuitBreakerFactory.class)
    BreakerFactory breakerCircuitBreakerFactory(
            Breakers breakers,
            BreakerRegistry registry,
            BreakerConfigs configs,
            ObjectProvider<FallbackCounts> fallbacks,
            ObjectProvider<Customizer<BreakerFactory>> customizers) {
        BreakerFactory factory =
                new BreakerFactory(
                        breakers,
                        registry,
                        fallbacks.getIfAvailable(FallbackCounts::new),
                        configs.cloud().getMaxBreakers());
        customizers.orderedStream().forEach(customizer -> customizer.customize(factory));
        return factory;
    }
}
