package dev.breaker.spring.autoconfigure;

import dev.breaker.spring.Breakers;
import dev.breaker.spring.http.HttpBreakers;
import dev.breaker.spring.http.RestBreakers;
import dev.breaker.spring.http.RestClientBeans;
import dev.breaker.spring.http.RestGroups;
import dev.breaker.spring.http.StatusRules;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.web.client.RestClient;

/**
 * Puts blocking HTTP clients behind breakers, where a setting or the application's code says so.
 */
@AutoConfiguration(after = BreakerAutoConfiguration.class)
@ConditionalOnClass(RestClient.class)
@ConditionalOnBean(Breakers.class)
public final class BreakerHttpAutoConfiguration {

    @Bean
    HttpBreakers httpBreakers(Breakers breakers, BreakerConfigs configs) {
        BreakerProperties.Http http = configs.http();
        return new HttpBreakers(
                breakers,
                http.getConfiguration(),
                http.getMaxHosts(),
                new StatusRules(http.getFailureStatuses(), http.getIgnoredStatuses()),
                InstantSource.system());
    }

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
}
