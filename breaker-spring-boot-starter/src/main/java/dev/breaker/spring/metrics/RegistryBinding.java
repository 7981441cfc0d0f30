package dev.breaker.spring.metrics;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.FallbackCounts;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The meters of all breakers in one registry. Breakers can outlive the registry, so it is held
 * weakly, and left alone once it is closed.
 */
final class RegistryBinding {

    private final BreakerRegistry breakers;
    private final WeakReference<MeterRegistry> registry;
    private final FallbackCounts fallbacks;
    private final Map<String, BreakerBinding> bound = new HashMap<>(); // guarded by this
    private final Consumer<Breaker> welcomer = this::bind;
    private final Consumer<Breaker> mourner = this::unbind;
    private boolean closed; // guarded by this

    RegistryBinding(BreakerRegistry breakers, MeterRegistry registry, FallbackCounts fallbacks) {
        this.breakers = breakers;
        this.registry = new WeakReference<>(registry);
        this.fallbacks = fallbacks;
    }

    /** Adds the meters of all breakers, and of those that come. */
    void open() {
        breakers.onRemoved(mourner);
        breakers.onEach(welcomer);
    }

    /** Removes the meters of all breakers; adds none from now on. */
    synchronized void close() {
        closed = true;
        breakers.unsubscribe(welcomer);
        breakers.unsubscribe(mourner);
        bound.values().forEach(BreakerBinding::unbind);
        bound.clear();
    }

    /** Adds the meters of a breaker, in place of those of an earlier one of the same name. */
    private synchronized void bind(Breaker breaker) {
        MeterRegistry open = open(registry);
        if (open == null || closed) {
            return;
        }
        BreakerBinding earlier = bound.remove(breaker.name());
        if (earlier != null) {
            earlier.unbind();
        }
        BreakerBinding binding = new BreakerBinding(breaker, registry);
        binding.bind(open, fallbacks);
        bound.put(breaker.name(), binding);
    }

    /** Removes the meters of a breaker, unless they are a later one's by now. */
    private synchronized void unbind(Breaker breaker) {
        BreakerBinding binding = bound.get(breaker.name());
        if (binding != null && binding.isOf(breaker)) {
            bound.remove(breaker.name());
            binding.unbind();
        }
    }

    static @Nullable MeterRegistry open(WeakReference<MeterRegistry> reference) {
        MeterRegistry registry = reference.get();
        return registry == null || registry.isClosed() ? null : registry;
    }
}
