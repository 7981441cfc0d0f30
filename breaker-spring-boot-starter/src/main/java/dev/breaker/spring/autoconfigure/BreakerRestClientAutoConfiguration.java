package dev.breaker.spring.autoconfigure;

import dev.breaker.spring.http.HttpBreakers;
import dev.breaker.spring.http.RestBreakers;
import dev.breaker.spring.http.RestClientBeans;
import dev.breaker.spring.http.RestGroups;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.RestTemplateCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.client.RestClient;

/** Puts blocking HTTP clients behind breakers, where a setting or code asks for it. */
@AutoConfiguration(after = BreakerHttpAutoConfiguration.class)
@ConditionalOnClass(RestClient.class)
@ConditionalOnBean(HttpBreakers.class)
public final class BreakerRestClientAutoConfiguration {

    @Bean
    RestBreakers restBreakers(HttpBreakers breakers) {
        return new RestBreakers(breakers);
    }

    @Bean
    @ConditionalOnProperty("breaker.http.service-groups")
    RestGroups breakerRestGroups(RestBreakers breakers, BreakerConfigs configs) {
        return new RestGroups(breakers, configs.http().getServiceGroups());
    }

    @Bean
    static RestClientBeans breakerRestClientBeans(
            ObjectProvider<RestBreakers> breakers, ObjectProvider<BreakerConfigs> configs) {
        return new RestClientBeans(
                breakers::getObject,
                () -> configs.getObject().http().getRestClient(),
                () -> configs.getObject().http().getRestTemplate());
    }

    /**
     * What the builders of Spring Boot build. After all others, whose interceptors can then do
     * without a permit.
     */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RestClientCustomizer.class)
    static class Builders {

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
}
