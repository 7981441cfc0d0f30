package dev.breaker.spring.autoconfigure;

import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.Ticker;
import dev.breaker.WindowType;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the auto-configurations of operation build upon. */
@Configuration(proxyBeanMethods = false)
public class TwoBreakers {

    @Bean
    BreakerRegistry breakerRegistry(CountingTicker ticker) {
        BreakerRegistry registry =
                BreakerRegistry.of(
                        BreakerConfig.builder().slidingWindowType(WindowType.COUNT_BASED).build(),
                        ticker);
        registry.breaker("inventory");
        registry.breaker("payment");
        return registry;
    }

    @Bean
    CountingTicker ticker() {
        return new CountingTicker();
    }

    /**
     * Counts how often it is read: a breaker to which nobody listens does not read it in a call.
     */
    public static class CountingTicker implements Ticker {

        private final AtomicInteger readings = new AtomicInteger();

        @Override
        public long read() {
            readings.incrementAndGet();
            return 0;
        }

        int readingsOf(Runnable action) {
            int before = readings.get();
            action.run();
            return readings.get() - before;
        }
    }
}
