package dev.breaker.spring.autoconfigure;

import dev.breaker.BreakerRegistry;
import dev.breaker.spring.BreakerFamilies;
import dev.breaker.spring.BreakerReconfiguration;
import dev.breaker.spring.Breakers;
import dev.breaker.spring.endpoint.BreakerEvents;
import dev.breaker.spring.endpoint.CircuitBreakerEventsEndpoint;
import dev.breaker.spring.endpoint.CircuitBreakersEndpoint;
import dev.breaker.spring.endpoint.FieldCheck;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * The endpoints {@code circuitbreakers} and {@code circuitbreakerevents}, where they are exposed.
 * Only an endpoint that is there makes breakers record events.
 */
@AutoConfiguration(after = BreakerAutoConfiguration.class)
@ConditionalOnClass({WebEndpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBean({BreakerRegistry.class, Breakers.class})
@EnableConfigurationProperties(CircuitBreakersEndpointProperties.class)
public final class BreakerEndpointAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    BreakerEvents breakerEvents(
            BreakerRegistry registry,
            Breakers breakers,
            ObjectProvider<BreakerFamilies> families,
            CircuitBreakersEndpointProperties properties) {
        return new BreakerEvents(
                registry, breakers, families.getIfAvailable(), properties.showFailureMessages());
    }

    @Bean
    @Lazy(false) // it records events from its making on
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
    CircuitBreakersEndpoint circuitBreakersEndpoint(
            BreakerRegistry registry,
            Breakers breakers,
            BreakerEvents events,
            ObjectProvider<BreakerFamilies> families,
            ObjectProvider<BreakerReconfiguration> reconfiguration,
            ApplicationEventPublisher application,
            CircuitBreakersEndpointProperties properties) {
        return new CircuitBreakersEndpoint(
                registry,
                breakers,
                events,
                families.getIfAvailable(),
                reconfiguration.getIfAvailable(),
                application,
                properties.showFailureMessages());
    }

    @Bean
    @ConditionalOnAvailableEndpoint(
            endpoint = CircuitBreakersEndpoint.class,
            exposure = EndpointExposure.WEB)
    FieldCheck circuitBreakersFieldCheck() {
        return new FieldCheck();
    }

    @Bean
    @Lazy(false) // it records events from its making on
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
    CircuitBreakerEventsEndpoint circuitBreakerEventsEndpoint(
            BreakerRegistry registry,
            BreakerEvents events,
            ObjectProvider<BreakerFamilies> families) {
        return new CircuitBreakerEventsEndpoint(registry, events, families.getIfAvailable());
    }
}
