package dev.breaker.spring.autoconfigure;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.annotation.CircuitBreaker;
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

    /** Breakers come from {@code operated.yml}. */
    @Bean
    BreakerRegistry breakerRegistry(BreakerConfigs configs, TestTime time) {
        return BreakerRegistry.of(configs.defaults(), time);
    }

    @Bean
    Prices prices() {
        return new Prices();
    }

    /** Guarded by annotation. */
    static class Prices {

        @CircuitBreaker(name = "prices", fallbackMethod = "listPrice")
        public String price(boolean failing) {
            if (failing) {
                throw new IllegalStateException("card 4711");
            }
            return "today's price";
        }

        private String listPrice(boolean failing) {
            return "list price";
        }
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
