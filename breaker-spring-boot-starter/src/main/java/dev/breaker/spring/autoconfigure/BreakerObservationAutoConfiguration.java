package dev.breaker.spring.autoconfigure;

import dev.breaker.BreakerRegistry;
import dev.breaker.spring.BreakerFamilies;
import dev.breaker.spring.FallbackCounts;
import dev.breaker.spring.observation.BreakerObservations;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** Shows in traces what breakers do, where the application has observations. */
@AutoConfiguration(
        after = {BreakerAutoConfiguration.class, BreakerAopAutoConfiguration.class},
        afterName =
                "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean({BreakerRegistry.class, ObservationRegistry.class})
public final class BreakerObservationAutoConfiguration {

    @Bean
    @Lazy(false) // nobody asks for it
    @ConditionalOnMissingBean
    BreakerObservations breakerObservations(
            ObservationRegistry observations,
            BreakerRegistry registry,
            ObjectProvider<BreakerFamilies> families,
            ObjectProvider<FallbackCounts> fallbacks) {
        BreakerObservations events =
                new BreakerObservations(observations, registry, families.getIfAvailable());
        events.listen(fallbacks.getIfAvailable(FallbackCounts::new));
        return events;
    }
}
