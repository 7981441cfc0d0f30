package dev.breaker.spring.autoconfigure;

import dev.breaker.spring.http.RestBreakers;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.RestTemplateCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Puts what the builders of Spring Boot build for blocking HTTP behind the breakers of hosts. */
@AutoConfiguration(after = BreakerHttpAutoConfiguration.class)
@ConditionalOnClass(RestClientCustomizer.class)
@ConditionalOnBean(RestBreakers.class)
public final class BreakerRestClientAutoConfiguration {

    /** After all others, whose interceptors can then do without a permit. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    @ConditionalOnProperty(name = "breaker.http.rest-client", havingValue = "HOST")
    RestClientCustomizer breakerRestClientCustomizer(RestBreakers breakers) {
        return builder -> builder.requestInterceptors(breakers::guardByHost);
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    @ConditionalOnProperty(name = "breaker.http.rest-template", havingValue = "HOST")
    RestTemplateCustomizer breakerRestTemplateCustomizer(RestBreakers breakers) {
        return template -> breakers.guardByHost(template.getInterceptors());
    }
}
