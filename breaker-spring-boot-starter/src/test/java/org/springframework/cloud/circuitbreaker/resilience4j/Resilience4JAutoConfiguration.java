package org.springframework.cloud.circuitbreaker.resilience4j;

import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.client.circuitbreaker.CircuitBreaker;
import org.springframework.cloud.client.circuitbreaker.CircuitBreakerFactory;
import org.springframework.cloud.client.circuitbreaker.ConfigBuilder;
import org.springframework.context.annotation.Bean;

/** Stands where that of another implementation stands, and backs off as it does. */
@AutoConfiguration
public class Resilience4JAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(CircuitBreakerFactory.class)
    Other otherCircuitBreakerFactory() {
        return new Other();
    }

    public static final class Other extends CircuitBreakerFactory<String, ConfigBuilder<String>> {

        @Override
        public CircuitBreaker create(String id) {
            return new CircuitBreaker() {
                @Override
                public <T> T run(Supplier<T> toRun, Function<Throwable, T> fallback) {
                    return toRun.get();
                }
            };
        }

        @Override
        protected ConfigBuilder<String> configBuilder(String id) {
            return () -> id;
        }

        @Override
        public void configureDefault(Function<String, String> defaultConfiguration) {}
    }
}
