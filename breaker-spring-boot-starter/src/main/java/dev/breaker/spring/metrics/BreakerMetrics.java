package dev.breaker.spring.metrics;

import dev.breaker.BreakerRegistry;
import dev.breaker.spring.FallbackCounts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The meters of every breaker, of those that are there and of those that come; they go with the
 * breaker. They read the engine's own counters. May be bound to several registries, none of which
 * is kept alive by it. Once it is bound, breakers measure how long calls take.
 */
public final class BreakerMetrics implements MeterBinder, AutoCloseable {

    private final BreakerRegistry breakers;
    private final FallbackCounts fallbacks;
    private final Queue<RegistryBinding> bindings = new ConcurrentLinkedQueue<>();

    /**
     * Meters that are not bound yet.
     *
     * @param breakers whose meters they are
     * @param fallbacks how often fallbacks ran
     */
    public BreakerMetrics(BreakerRegistry breakers, FallbackCounts fallbacks) {
        this.breakers = breakers;
        this.fallbacks = fallbacks;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        RegistryBinding binding = new RegistryBinding(breakers, registry, fallbacks);
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
