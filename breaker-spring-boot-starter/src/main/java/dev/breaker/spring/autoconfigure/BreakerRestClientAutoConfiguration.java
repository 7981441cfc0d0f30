package dev.breaker.spring.autoconfigure;

import dev.breaker.spring.http.HttpBreakers;
import dev.breaker.spring.http.RestBreakers;
import dev.breaker.spring.http.RestClientBeans;
import dev.breaker.spring.http.RestGroups;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.RestTemplateCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
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
    @ConditionalOnBooleanProperty(name = "breaker.enabled", matchIfMissing = true)
    RestGroups breakerRestGroups(RestBreakers breakers, BreakerConfigs configs) {
        return new RestGroups(breakers, configs.http().getServiceGroups());
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    @Conditional(HttpModes.AnyBlocking.class)
    @ConditionalOnBooleanProperty(name = "breaker.enabled", matchIfMissing = true)
    static RestClientBeans breakerRestClientBeans(
            ObjectProvider<RestBreakers> breakers, Environment environment) {
        return new RestClientBeans(
                breakers::getObject,
                HttpModes.of(environment, HttpModes.REST_CLIENT),
                HttpModes.of(environment, HttpModes.REST_TEMPLATE));
    }

    /**
     * What the builders of Spring Boot build, those of groups of HTTP services among them. After
     * all others, which may say what makes the requests.
     */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty(name = "breaker.enabled", matchIfMissing = true)
    @ConditionalOnClass(RestClientCustomizer.class)
    static class Builders {

        @Bean
        @Order(Ordered.LOWEST_PRECEDENCE)
        @ConditionalOnProperty(name = "breaker.http.rest-client", havingValue = "HOST")
        RestClientCustomizer breakerRestClientCustomizer(RestBreakers breakers) {
            return breakers::guardByHost;
        }

        @Bean
        @Order(Ordered.LOWEST_PRECEDENCE)
        @ConditionalOnProperty(name = "breaker.http.rest-template", havingValue = "HOST")
        RestTemplateCustomizer breakerRestTemplateCustomizer(RestBreakers breakers) {
            return breakers::guardByHost;
        }
    }
}
