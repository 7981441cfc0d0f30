package dev.breaker.spring.health;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.BreakerFamilies;
import dev.breaker.spring.BreakerSummary;
import dev.breaker.spring.Breakers;
import dev.breaker.spring.KeyedBreakers;
import dev.breaker.spring.StarterSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The health of the application as far as breakers know it: a detail per breaker that has {@code
 * register-health-indicator}. The keys of a name are one detail together. UP, unless one that has
 * {@code allow-health-indicator-to-fail} keeps calls away, or all keys of such a name do: an open
 * breaker is a breaker at work, and a restart does not heal its backend.
 */
public final class BreakerHealthIndicator implements HealthIndicator {

    private final BreakerRegistry registry;
    private final Breakers breakers;
    private final @Nullable BreakerFamilies families;

    /**
     * A health indicator.
     *
     * @param registry the breakers
     * @param breakers their settings
     */
    public BreakerHealthIndicator(BreakerRegistry registry, Breakers breakers) {
        this(registry, breakers, null);
    }

    /**
     * A health indicator.
     *
     * @param registry the breakers
     * @param breakers their settings
     * @param families which of the breakers are those of keys; null if none are
     */
    public BreakerHealthIndicator(
            BreakerRegistry registry, Breakers breakers, @Nullable BreakerFamilies families) {
        this.registry = registry;
        this.breakers = breakers;
        this.families = families;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        for (Breaker breaker : registry.all()) {
            StarterSettings settings = breakers.settings(breaker.name());
            if (settings.registerHealthIndicator() && !isOfKey(breaker)) {
                add(breaker, settings.allowHealthIndicatorToFail(), health);
            }
        }
        return health.build();
    }

    private boolean isOfKey(Breaker breaker) {
        return families != null && families.ownerOf(breaker).isPresent();
    }

    private void add(Breaker breaker, boolean mayFail, Health.Builder health) {
        KeyedBreakers family = families == null ? null : families.find(breaker.name()).orElse(null);
        boolean fails = family == null ? add(breaker, health) : add(family, health);
        if (mayFail && fails) {
            health.down();
        }
    }

    private static boolean add(Breaker breaker, Health.Builder health) {
        BreakerSummary status = BreakerSummary.of(breaker);
        health.withDetail(breaker.name(), status);
        return FamilyHealth.keepsAway(status.state());
    }

    private static boolean add(KeyedBreakers family, Health.Builder health) {
        FamilyHealth status = FamilyHealth.of(family);
        health.withDetail(family.name(), status);
        return status.keepsAllAway();
    }
}
