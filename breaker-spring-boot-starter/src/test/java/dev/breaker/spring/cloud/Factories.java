package dev.breaker.spring.cloud;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.WindowType;
import dev.breaker.spring.FallbackCounts;
import dev.breaker.spring.TestBreakers;
import dev.breaker.spring.TestTime;
import java.time.Duration;

/** Factories on a registry whose breakers trip at the second failure, and on a time of its own. */
final class Factories {

    static final Duration OPEN = Duration.ofSeconds(10);

    final TestTime time = new TestTime();
    final BreakerRegistry registry =
            BreakerRegistry.of(
                    BreakerConfig.builder()
                            .slidingWindowType(WindowType.COUNT_BASED)
                            .failureCountThreshold(2)
                            .waitDurationInOpenState(OPEN)
                            .permittedNumberOfCallsInHalfOpenState(1)
                            .ignoreExceptions(Ignored.class)
                            .build(),
                    time);
    final FallbackCounts fallbacks = new FallbackCounts();

    BreakerFactory blocking() {
        return blocking(10);
    }

    BreakerFactory blocking(int limit) {
        return new BreakerFactory(new TestBreakers(registry), registry, fallbacks, limit);
    }

    ReactiveBreakerFactory reactive() {
        return new ReactiveBreakerFactory(new TestBreakers(registry), registry, fallbacks, 10);
    }

    Breaker breaker() {
        return registry.find("slow").orElseThrow();
    }

    static final class Ignored extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
