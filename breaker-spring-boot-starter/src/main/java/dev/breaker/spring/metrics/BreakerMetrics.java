package dev.breaker.spring.metrics;

import dev.breaker.BreakerRegistry;
import dev.breaker.spring.BreakerFamilies;
import dev.breaker.spring.FallbackCounts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The meters of every breaker, of those that are there and of those that come; they go with the
 * breaker. They read the engine's own counters. May be bound to several registries, none of which
 * is kept alive by it. Once it is bound, breakers measure how long calls take.
 */
public final class BreakerMetrics implements MeterBinder, AutoCloseable {

    private final BreakerRegistry breakers;
    private final FallbackCounts fallbacks;
    private final @Nullable BreakerFamilies families;
    private final MeterTags tags;
    private final Queue<RegistryBinding> bindings = new ConcurrentLinkedQueue<>();

    /**
     * Meters that are not bound yet.
     *
     * @param breakers whose meters they are
     * @param fallbacks how often fallbacks ran
     */
    public BreakerMetrics(BreakerRegistry breakers, FallbackCounts fallbacks) {
        this(breakers, fallbacks, null);
    }

    /**
     * Meters that are not bound yet. Those of keys are sums over their family, under its name,
     * unless it has {@code meters-per-key}; a call is counted under one name only.
     *
     * @param breakers whose meters they are
     * @param fallbacks how often fallbacks ran
     * @param families which of the breakers are those of keys; null if none are
     */
    public BreakerMetrics(
            BreakerRegistry breakers,
            FallbackCounts fallbacks,
            @Nullable BreakerFamilies families) {
        this(breakers, fallbacks, families, name -> Map.of());
    }

    /**
     * Meters that are not bound yet, with tags of the application's own.
     *
     * @param breakers whose meters they are
     * @param fallbacks how often fallbacks ran
     * @param families which of the breakers are those of keys; null if none are
     * @param tags those of the breaker, or of the family, of a name: the same keys for all, as
     *     {@link dev.breaker.spring.Breakers#tags} has them
     */
    public BreakerMetrics(
            BreakerRegistry breakers,
            FallbackCounts fallbacks,
            @Nullable BreakerFamilies families,
            Function<String, Map<String, String>> tags) {
        this.breakers = breakers;
        this.fallbacks = fallbacks;
        this.families = families;
        this.tags = new MeterTags(tags);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        RegistryBinding binding =
                new RegistryBinding(breakers, registry, fallbacks, families, tags);
        bindings.add(binding);
        binding.open();
    }

    /**
     * Removes the meters from registries that are still open, and lets go of the breakers, which
     * can outlive the application: their registry may be that of others, too.
     */
    @Override
    public void close() {
        bindings.forEach(RegistryBinding::close);
    }
}
