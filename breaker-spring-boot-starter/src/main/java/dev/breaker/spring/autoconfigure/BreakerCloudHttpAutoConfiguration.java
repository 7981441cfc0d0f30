package dev.breaker.spring.autoconfigure;

import dev.breaker.spring.cloud.BreakerFactory;
import dev.breaker.spring.cloud.ReactiveBreakerFactory;
import dev.breaker.spring.http.GroupMode;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.client.circuitbreaker.httpservice.CircuitBreakerRestClientHttpServiceGroupConfigurer;
import org.springframework.cloud.client.circuitbreaker.httpservice.CircuitBreakerWebClientHttpServiceGroupConfigurer;
import org.springframework.cloud.client.circuitbreaker.httpservice.HttpServiceFallback;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;
import org.springframework.web.service.registry.HttpServiceProxyRegistry;

/**
 * Lets Spring Cloud put groups of HTTP services behind breakers where somebody has declared a
 * fallback for them. By itself it would do so with all groups as soon as there is a factory, and
 * make a {@code NoFallbackAvailableException} of whatever they throw; who has Spring Cloud for
 * other reasons would not expect that of a starter for annotations.
 */
@AutoConfiguration(
        after = {BreakerCloudAutoConfiguration.class, BreakerReactiveCloudAutoConfiguration.class})
@ConditionalOnClass(HttpServiceFallback.class)
@ConditionalOnBean(value = BreakerFactory.class, annotation = HttpServiceFallback.class)
public final class BreakerCloudHttpAutoConfiguration {

    private static final String FALLBACK = "@HttpServiceFallback";

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RestClientHttpServiceGroupConfigurer.class)
    @ConditionalOnBooleanProperty(
            name = "spring.cloud.circuitbreaker.http-services.enabled",
            matchIfMissing = true)
    static class Blocking {

        @Bean
        @ConditionalOnMissingBean
        CircuitBreakerRestClientHttpServiceGroupConfigurer breakerRestClientFallbacks(
                BreakerFactory factory, BreakerConfigs configs) {
            refuseTwoBreakersOfOneName(configs.http().getServiceGroups());
            return new CircuitBreakerRestClientHttpServiceGroupConfigurer(factory);
        }

        @Bean
        GroupCheck breakerRestClientFallbackCheck(
                ObjectProvider<HttpServiceProxyRegistry> services, Environment environment) {
            return new GroupCheck(services, environment, FALLBACK, List::of);
        }
    }

    private static void refuseTwoBreakersOfOneName(GroupMode groups) {
        if (groups == GroupMode.GROUP) {
            throw new InvalidBreakerConfigurationException(
                    List.of(
                            new Problem(
                                    List.of(),
                                    "breaker.http.service-groups=GROUP and @HttpServiceFallback"
                                            + " both put groups of HTTP services behind breakers with"
                                            + " the names of the groups, which would count each call"
                                            + " twice.",
                                    "Leave out one of them;"
                                            + " spring.cloud.circuitbreaker.http-services.enabled=false"
                                            + " switches @HttpServiceFallback off.")));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(WebClientHttpServiceGroupConfigurer.class)
    @ConditionalOnBean(ReactiveBreakerFactory.class)
    @ConditionalOnBooleanProperty(
            name = "spring.cloud.circuitbreaker.reactive-http-services.enabled",
            matchIfMissing = true)
    static class Reactive {

        @Bean
        @ConditionalOnMissingBean
        CircuitBreakerWebClientHttpServiceGroupConfigurer breakerWebClientFallbacks(
                ReactiveBreakerFactory reactive, BreakerFactory blocking) {
            return new CircuitBreakerWebClientHttpServiceGroupConfigurer(reactive, blocking);
        }

        /** The breakers of what is reactive have names of their own. */
        @Bean
        GroupCheck breakerWebClientFallbackCheck(
                ObjectProvider<HttpServiceProxyRegistry> services, Environment environment) {
            return new GroupCheck(
                    services, environment, FALLBACK, group -> List.of(group, group + "-reactive"));
        }
    }
}
