package dev.breaker.spring.metrics;

import dev.breaker.Breaker;
import dev.breaker.BreakerListener;
import dev.breaker.StateTransition;
import dev.breaker.spring.FallbackCounts;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One breaker in one registry, from the registration of its meters to their removal. Keeps the ids,
 * not the meters, for those can hold their registry.
 */
final class BreakerBinding implements BreakerListener {

    private final Breaker breaker;
    private final WeakReference<MeterRegistry> registry;
    private final Set<Meter.Id> ids = ConcurrentHashMap.newKeySet();
    private boolean unbound; // guarded by this

    BreakerBinding(Breaker breaker, WeakReference<MeterRegistry> registry) {
        this.breaker = breaker;
        this.registry = registry;
    }

    boolean isOf(Breaker other) {
        return breaker == other;
    }

    void bind(MeterRegistry open, FallbackCounts fallbacks) {
        if (!isEmpty(open)) {
            breaker.measureDurations();
        }
        new BreakerMeters(breaker, open, ids::add).registerAll(fallbacks.of(breaker.name()));
        breaker.addListener(this);
    }

    /** Boot binds to an empty composite where the application exports nothing. */
    private static boolean isEmpty(MeterRegistry registry) {
        return registry instanceof CompositeMeterRegistry composite
                && composite.getRegistries().isEmpty();
    }

    synchronized void unbind() {
        unbound = true;
        breaker.removeListener(this);
        MeterRegistry open = RegistryBinding.open(registry);
        if (open != null) {
            ids.forEach(open::remove);
        }
    }

    /**
     * Has to be over when the meters are removed: what it registered later, nobody would remove.
     */
    @Override
    public synchronized void onTransition(StateTransition transition) {
        MeterRegistry open = RegistryBinding.open(registry);
        if (open == null || unbound) {
            breaker.removeListener(this);
        } else {
            new BreakerMeters(breaker, open, ids::add)
                    .transitions(transition.from(), transition.to())
                    .increment();
        }
    }
}
