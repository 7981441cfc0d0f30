package dev.breaker.spring.autoconfigure;

import dev.breaker.spring.Breakers;
import dev.breaker.spring.http.HttpBreakers;
import dev.breaker.spring.http.StatusRules;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.client.RestClient;
import org.springframework.web.service.registry.HttpServiceProxyRegistry;

/** What the breakers of blocking and reactive HTTP clients have in common. */
@AutoConfiguration(after = BreakerAutoConfiguration.class)
@ConditionalOnClass(RestClient.class)
@ConditionalOnBean(Breakers.class)
public final class BreakerHttpAutoConfiguration {

    @Bean
    HttpBreakers httpBreakers(Breakers breakers, BreakerConfigs configs) {
        HttpSettings http = configs.http();
        return new HttpBreakers(
                breakers,
                http.getConfiguration(),
                http.getMaxHosts(),
                new StatusRules(http.getFailureStatuses(), http.getIgnoredStatuses()),
                InstantSource.system());
    }

    @Bean
    @ConditionalOnProperty(name = "breaker.http.service-groups", havingValue = "GROUP")
    @ConditionalOnBooleanProperty(name = "breaker.enabled", matchIfMissing = true)
    GroupCheck breakerGroupCheck(
            ObjectProvider<HttpServiceProxyRegistry> services, Environment environment) {
        return new GroupCheck(services, environment, "breaker.http.service-groups=GROUP", List::of);
    }
}
