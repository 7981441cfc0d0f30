package dev.breaker.spring.autoconfigure;

import dev.breaker.spring.http.HttpBreakers;
import dev.breaker.spring.http.WebClientBeans;
import dev.breaker.spring.http.WebClientBreakers;
import dev.breaker.spring.http.WebClientGroups;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Puts reactive HTTP clients behind breakers, where a setting or code asks for it. */
@AutoConfiguration(after = BreakerHttpAutoConfiguration.class)
@ConditionalOnClass({WebClient.class, Mono.class})
@ConditionalOnBean(HttpBreakers.class)
public final class BreakerWebClientAutoConfiguration {

    @Bean
    WebClientBreakers webClientBreakers(HttpBreakers breakers) {
        return new WebClientBreakers(breakers);
    }

    @Bean
    @ConditionalOnProperty("breaker.http.service-groups")
    @ConditionalOnBooleanProperty(name = "breaker.enabled", matchIfMissing = true)
    WebClientGroups breakerWebClientGroups(WebClientBreakers breakers, BreakerConfigs configs) {
        return new WebClientGroups(breakers, configs.http().getServiceGroups());
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    @Conditional(HttpModes.AnyReactive.class)
    @ConditionalOnBooleanProperty(name = "breaker.enabled", matchIfMissing = true)
    static WebClientBeans breakerWebClientBeans(
            ObjectProvider<WebClientBreakers> breakers, Environment environment) {
        return new WebClientBeans(
                breakers::getObject, HttpModes.of(environment, HttpModes.WEB_CLIENT));
    }

    /**
     * What the builders of Spring Boot build. After all others, whose filters can then do without a
     * permit.
     */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty(name = "breaker.enabled", matchIfMissing = true)
    @ConditionalOnClass(WebClientCustomizer.class)
    static class Builders {

        @Bean
        @Order(Ordered.LOWEST_PRECEDENCE)
        @ConditionalOnProperty(name = "breaker.http.web-client", havingValue = "HOST")
        WebClientCustomizer breakerWebClientCustomizer(WebClientBreakers breakers) {
            return builder -> builder.filters(breakers::guardByHost);
        }
    }
}
