package dev.breaker.spring.health;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.State;
import dev.breaker.spring.BreakerStatus;
import dev.breaker.spring.Breakers;
import dev.breaker.spring.StarterSettings;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The health of the application as far as breakers know it: a detail per breaker that has {@code
 * register-health-indicator}. UP, unless one that has {@code allow-health-indicator-to-fail} keeps
 * calls away: an open breaker is a breaker at work, and a restart does not heal its backend.
 */
public final class BreakerHealthIndicator implements HealthIndicator {

    private final BreakerRegistry registry;
    private final Breakers breakers;

    /**
     * A health indicator.
     *
     * @param registry the breakers
     * @param breakers their settings
     */
    public BreakerHealthIndicator(BreakerRegistry registry, Breakers breakers) {
        this.registry = registry;
        this.breakers = breakers;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        for (Breaker breaker : registry.all()) {
            StarterSettings settings = breakers.settings(breaker.name());
            if (settings.registerHealthIndicator()) {
                add(breaker, settings.allowHealthIndicatorToFail(), health);
            }
        }
        return health.build();
    }

    private static void add(Breaker breaker, boolean mayFail, Health.Builder health) {
        BreakerStatus status = BreakerStatus.of(breaker);
        health.withDetail(breaker.name(), status);
        if (mayFail && (status.state() == State.OPEN || status.state() == State.FORCED_OPEN)) {
            health.down();
        }
    }
}
