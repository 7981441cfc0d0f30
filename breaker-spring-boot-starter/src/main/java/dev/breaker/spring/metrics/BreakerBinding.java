package dev.breaker.spring.metrics;

import dev.breaker.Breaker;
import dev.breaker.BreakerListener;
import dev.breaker.StateTransition;
import dev.breaker.spring.FallbackCount;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.lang.ref.WeakReference;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One breaker in one registry, from the registration of its meters to their removal. Keeps the ids,
 * not the meters, for those can hold their registry. A key without meters of its own only counts
 * its transitions among those of its family.
 */
final class BreakerBinding implements BreakerListener {

    private final Breaker breaker;
    private final Figures figures;
    private final Tags tags;
    private final WeakReference<MeterRegistry> registry;
    private final Set<Meter.Id> ids;
    private boolean unbound; // guarded by this

    /**
     * A binding without meters.
     *
     * @param breaker to which it listens
     * @param figures what its meters show, and under which name
     * @param tags that all its meters have
     * @param ids where the ids of all meters of that name are kept
     */
    BreakerBinding(
            Breaker breaker,
            Figures figures,
            Tags tags,
            WeakReference<MeterRegistry> registry,
            Set<Meter.Id> ids) {
        this.breaker = breaker;
        this.figures = figures;
        this.tags = tags;
        this.registry = registry;
        this.ids = ids;
    }

    boolean isOf(Breaker other) {
        return breaker == other;
    }

    /** Whether it has no meters of its own. */
    boolean isOfKey() {
        return !figures.name().equals(breaker.name());
    }

    /**
     * Begins.
     *
     * @param fallbackCalls null where those are counted under another name
     */
    void bind(MeterRegistry open, @Nullable FallbackCount fallbackCalls) {
        if (!isEmpty(open)) {
            breaker.measureDurations();
            breaker.countInFlight();
        }
        if (!isOfKey()) {
            BreakerMeters meters = new BreakerMeters(figures, tags, open, ids::add);
            meters.registerAll();
            if (fallbackCalls != null) {
                meters.fallbacks(fallbackCalls);
            }
        }
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
        if (open != null && !isOfKey()) {
            ids.forEach(open::remove);
            ids.clear();
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
            new BreakerMeters(figures, tags, open, ids::add)
                    .transitions(transition.from(), transition.to())
                    .increment();
        }
    }
}
