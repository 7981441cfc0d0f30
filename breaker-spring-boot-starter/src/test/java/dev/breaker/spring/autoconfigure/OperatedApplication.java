package dev.breaker.spring.autoconfigure;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.WindowType;
import dev.breaker.spring.Breakers;
import dev.breaker.spring.FallbackCounts;
import dev.breaker.spring.FallbackOn;
import dev.breaker.spring.StarterSettings;
import dev.breaker.spring.TestBreakers;
import dev.breaker.spring.TestTime;
import java.time.Duration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A web application with a few breakers, on a time of the tests' own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class OperatedApplication {

    static final Duration WAIT = Duration.ofSeconds(30);

    @Bean
    TestTime time() {
        return new TestTime();
    }

    @Bean
    BreakerRegistry breakerRegistry(TestTime time) {
        BreakerRegistry registry =
                BreakerRegistry.of(
                        BreakerConfig.builder()
                                .slidingWindowType(WindowType.COUNT_BASED)
                                .slidingWindowSize(10)
                                .minimumNumberOfCalls(4)
                                .waitDurationInOpenState(WAIT)
                                .slowCallDurationThreshold(Duration.ofSeconds(1))
                                .slowCallRateThreshold(80)
                                .permittedNumberOfCallsInHalfOpenState(1)
                                .ignoreExceptions(IllegalArgumentException.class)
                                .build(),
                        time);
        registry.breaker("payment");
        registry.breaker("inventory");
        registry.breaker("critical");
        return registry;
    }

    @Bean
    Breakers breakers(BreakerRegistry registry) {
        return new TestBreakers(registry)
                .with("keeps-three", new StarterSettings(FallbackOn.FAILURE, 3, true, false))
                .with("critical", new StarterSettings(FallbackOn.ANY, 100, true, true));
    }

    @Bean
    FallbackCounts fallbackCounts() {
        return new FallbackCounts();
    }

    @RestController
    static class Shop {

        private final BreakerRegistry registry;

        Shop(BreakerRegistry registry) {
            this.registry = registry;
        }

        @GetMapping("/call/{breaker}")
        String call(@PathVariable String breaker) {
            Breaker called = registry.breaker(breaker);
            return called.call(() -> "answered");
        }
    }
}
