package dev.breaker.spring.autoconfigure;

import dev.breaker.spring.BreakerReconfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** Follows the environment where Spring Cloud changes it while the application runs. */
@AutoConfiguration(after = BreakerAutoConfiguration.class)
@ConditionalOnClass(EnvironmentChangeEvent.class)
@ConditionalOnBean(BreakerReconfiguration.class)
public final class BreakerRefreshAutoConfiguration {

    @Bean
    @Lazy(false) // nobody asks for it
    EnvironmentListener breakerEnvironmentListener(BreakerReconfiguration reconfiguration) {
        return new EnvironmentListener(reconfiguration);
    }
}
