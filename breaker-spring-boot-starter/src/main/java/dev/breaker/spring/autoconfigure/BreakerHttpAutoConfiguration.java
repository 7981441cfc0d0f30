package dev.breaker.spring.autoconfigure;

import dev.breaker.spring.Breakers;
import dev.breaker.spring.http.HttpBreakers;
import dev.breaker.spring.http.StatusRules;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.web.client.RestClient;

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
}
