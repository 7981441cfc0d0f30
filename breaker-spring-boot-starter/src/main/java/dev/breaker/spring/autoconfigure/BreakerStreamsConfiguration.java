package dev.breaker.spring.autoconfigure;

import dev.breaker.BreakerRegistry;
import dev.breaker.spring.BreakerFamilies;
import dev.breaker.spring.endpoint.BreakerEvents;
import dev.breaker.spring.endpoint.CircuitBreakerEventsEndpoint;
import dev.breaker.spring.endpoint.CircuitBreakersEndpoint;
import dev.breaker.spring.endpoint.EventChoices;
import dev.breaker.spring.stream.DashboardPage;
import dev.breaker.spring.stream.EndpointDoors;
import dev.breaker.spring.stream.EventStream;
import dev.breaker.spring.stream.JsonReader;
import dev.breaker.spring.stream.JsonWriter;
import dev.breaker.spring.stream.OrderBodies;
import dev.breaker.spring.stream.StatusStream;
import dev.breaker.spring.stream.StreamPulse;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The streams and the dashboard at the paths of the endpoints, wherever those are served. Imported
 * by the configuration of the web stack that is there.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CircuitBreakerEventsEndpointProperties.class)
final class BreakerStreamsConfiguration {

    @Bean
    StreamPulse breakerStreamPulse() {
        return new StreamPulse();
    }

    @Bean
    @ConditionalOnAvailableEndpoint(
            endpoint = CircuitBreakerEventsEndpoint.class,
            exposure = EndpointExposure.WEB)
    EventStream breakerEventStream(
            BreakerRegistry registry,
            BreakerEvents events,
            ObjectProvider<BreakerFamilies> families,
            CircuitBreakerEventsEndpointProperties properties,
            JsonWriter json,
            StreamPulse pulse) {
        return new EventStream(
                new EventChoices(registry, families.getIfAvailable()),
                events,
                new EventStream.Settings(
                        properties.maxStreamClients(),
                        properties.streamQueueSize(),
                        properties.streamHeartbeat()),
                json,
                pulse);
    }

    @Bean
    @ConditionalOnAvailableEndpoint(
            endpoint = CircuitBreakersEndpoint.class,
            exposure = EndpointExposure.WEB)
    StatusStream breakerStatusStream(
            BreakerRegistry registry,
            WebEndpointsSupplier endpoints,
            CircuitBreakersEndpointProperties properties,
            JsonWriter json,
            StreamPulse pulse) {
        return new StatusStream(
                registry,
                new StatusStream.Settings(
                        properties.maxStreamClients(), properties.streamInterval()),
                EndpointDoors.access(endpoints),
                json,
                pulse);
    }

    @Bean
    @ConditionalOnAvailableEndpoint(
            endpoint = CircuitBreakersEndpoint.class,
            exposure = EndpointExposure.WEB)
    @ConditionalOnBooleanProperty(name = "breaker.dashboard.enabled", matchIfMissing = true)
    DashboardPage breakerDashboardPage() {
        return new DashboardPage();
    }

    @Bean
    @ConditionalOnAvailableEndpoint(
            endpoint = CircuitBreakersEndpoint.class,
            exposure = EndpointExposure.WEB)
    OrderBodies breakerOrderBodies(
            WebEndpointsSupplier endpoints,
            WebEndpointProperties properties,
            JsonReader reader,
            JsonWriter writer) {
        return new OrderBodies(endpoints, properties.getBasePath(), reader, writer);
    }

    @Bean
    EndpointDoors breakerEndpointDoors(
            WebEndpointsSupplier endpoints,
            WebEndpointProperties properties,
            ObjectProvider<EventStream> events,
            ObjectProvider<StatusStream> statuses,
            ObjectProvider<DashboardPage> dashboard) {
        EndpointDoors doors = new EndpointDoors(endpoints, properties.getBasePath());
        events.ifAvailable(doors::with);
        statuses.ifAvailable(doors::with);
        dashboard.ifAvailable(doors::with);
        return doors;
    }
}
