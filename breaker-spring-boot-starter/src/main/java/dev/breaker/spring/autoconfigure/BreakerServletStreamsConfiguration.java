package dev.breaker.spring.autoconfigure;

import dev.breaker.spring.endpoint.BreakerEvents;
import dev.breaker.spring.stream.ConverterJson;
import dev.breaker.spring.stream.EndpointDoors;
import dev.breaker.spring.stream.OrderBodies;
import dev.breaker.spring.stream.ServletDoors;
import dev.breaker.spring.stream.ServletOrderFilter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.CorsEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** The streams and the dashboard in Spring MVC. */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnBean(
        value = {BreakerEvents.class, WebEndpointsSupplier.class, DispatcherServlet.class},
        name = BreakerWebAutoConfiguration.ADAPTER)
@Import(BreakerStreamsConfiguration.class)
@EnableConfigurationProperties(CorsEndpointProperties.class)
final class BreakerServletStreamsConfiguration {

    @Bean
    ConverterJson breakerStreamJson(
            @Qualifier(BreakerWebAutoConfiguration.ADAPTER) RequestMappingHandlerAdapter adapter) {
        return new ConverterJson(adapter::getMessageConverters);
    }

    @Bean
    ServletDoors breakerServletDoors(EndpointDoors doors, CorsEndpointProperties cors) {
        return new ServletDoors(doors, cors.toCorsConfiguration());
    }

    @Bean
    @ConditionalOnBean(OrderBodies.class)
    ServletOrderFilter breakerServletOrderFilter(ObjectProvider<OrderBodies> bodies) {
        return new ServletOrderFilter(bodies::getObject);
    }
}
