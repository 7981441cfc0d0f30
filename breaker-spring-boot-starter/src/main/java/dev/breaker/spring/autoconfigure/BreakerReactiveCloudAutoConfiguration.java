package dev.breaker.spring.autoconfigure;

import dev.breaker.BreakerRegistry;
import dev.breaker.spring.Breakers;
import dev.breaker.spring.FallbackCounts;
import dev.breaker.spring.cloud.ReactiveBreakerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.client.circuitbreaker.Customizer;
import org.springframework.cloud.client.circuitbreaker.ReactiveCircuitBreakerFactory;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Flux;

/** The same as {@link BreakerCloudAutoConfiguration} for reactive code. */
@AutoConfiguration(
        after = BreakerAutoConfiguration.class,
        afterName = {
            "com.alibaba.cloud.circuitbreaker.sentinel.ReactiveSentinelCircuitBreakerAutoConfiguration",
            "org.springframework.cloud.circuitbreaker.resilience4j.ReactiveResilience4JAutoConfiguration",
            "org.springframework.cloud.client.CommonsClientAutoConfiguration"
        })
@ConditionalOnClass({ReactiveCircuitBreakerFactory.class, Flux.class})
@ConditionalOnBean({Breakers.class, BreakerRegistry.class})
@ConditionalOnBooleanProperty(name = "breaker.cloud.enabled", matchIfMissing = true)
public final class BreakerReactiveCloudAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(ReactiveCircuitBreakerFactory.class)
    ReactiveBreakerFactory breakerReactiveCircuitBreakerFactory(
            Breakers breakers,
            BreakerRegistry registry,
            BreakerConfigs configs,
            ObjectProvider<FallbackCounts> fallbacks,
            ObjectProvider<Customizer<ReactiveBreakerFactory>> customizers) {
        ReactiveBreakerFactory factory =
                new ReactiveBreakerFactory(
                        breakers,
                        registry,
                        fallbacks.getIfAvailable(FallbackCounts::new),
                        configs.cloud().getMaxBreakers());
        customizers.orderedStream().forEach(customizer -> customizer.customize(factory));
        return factory;
    }
}
