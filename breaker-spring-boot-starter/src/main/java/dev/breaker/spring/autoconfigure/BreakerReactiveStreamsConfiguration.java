package dev.breaker.spring.autoconfigure;

import dev.breaker.spring.endpoint.BreakerEvents;
import dev.breaker.spring.stream.CodecJson;
import dev.breaker.spring.stream.EndpointDoors;
import dev.breaker.spring.stream.OrderBodies;
import dev.breaker.spring.stream.ReactiveDoors;
import dev.breaker.spring.stream.ReactiveOrderFilter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.CorsEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.reactive.DispatcherHandler;

/** The streams and the dashboard in Spring WebFlux. */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({DispatcherHandler.class, ServerCodecConfigurer.class})
@ConditionalOnBean({BreakerEvents.class, WebEndpointsSupplier.class, DispatcherHandler.class})
@Import(BreakerStreamsConfiguration.class)
@EnableConfigurationProperties(CorsEndpointProperties.class)
final class BreakerReactiveStreamsConfiguration {

    @Bean
    CodecJson breakerStreamJson(ServerCodecConfigurer codecs) {
        return new CodecJson(codecs);
    }

    @Bean
    ReactiveDoors breakerReactiveDoors(EndpointDoors doors, CorsEndpointProperties cors) {
        return new ReactiveDoors(doors, cors.toCorsConfiguration());
    }

    @Bean
    @ConditionalOnBean(OrderBodies.class)
    ReactiveOrderFilter breakerReactiveOrderFilter(ObjectProvider<OrderBodies> bodies) {
        return new ReactiveOrderFilter(bodies::getObject);
    }
}
