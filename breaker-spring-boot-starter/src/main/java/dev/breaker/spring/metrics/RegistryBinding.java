package dev.breaker.spring.metrics;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.BreakerFamilies;
import dev.breaker.spring.FallbackCounts;
import dev.breaker.spring.KeyedBreakers;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    private final @Nullable BreakerFamilies families;
    private final MeterTags tags;
    private final Map<String, BreakerBinding> bound = new HashMap<>(); // guarded by this
    private final Map<String, Set<Meter.Id>> ids = new ConcurrentHashMap<>();
    private final Consumer<Breaker> welcomer = this::bind;
    private final Consumer<Breaker> mourner = this::unbind;
    private final Consumer<KeyedBreakers> host = this::bindKeys;
    private boolean closed; // guarded by this

    RegistryBinding(
            BreakerRegistry breakers,
            MeterRegistry registry,
            FallbackCounts fallbacks,
            @Nullable BreakerFamilies families,
            MeterTags tags) {
        this.breakers = breakers;
        this.registry = new WeakReference<>(registry);
        this.fallbacks = fallbacks;
        this.families = families;
        this.tags = tags;
    }

    /** Adds the meters of all breakers, and of those that come. */
    void open() {
        breakers.onRemoved(mourner);
        breakers.onEach(welcomer);
        if (families != null) {
            families.onEach(host);
        }
    }

    /**
     * Removes the meters of all breakers; adds none from now on. Keys first: they add to others.
     */
    synchronized void close() {
        closed = true;
        breakers.unsubscribe(welcomer);
        breakers.unsubscribe(mourner);
        if (families != null) {
            families.unsubscribe(host);
        }
        bound.values().stream().filter(BreakerBinding::isOfKey).forEach(BreakerBinding::unbind);
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
        KeyedBreakers owner = families == null ? null : families.ownerOf(breaker).orElse(null);
        bind(breaker, owner, open);
        familyOf(breaker).ifPresent(this::bindKeys);
    }

    /** The family that has the name of a breaker. */
    private Optional<KeyedBreakers> familyOf(Breaker breaker) {
        return families == null ? Optional.empty() : families.find(breaker.name());
    }

    private void bind(Breaker breaker, @Nullable KeyedBreakers owner, MeterRegistry open) {
        Breaker shown = owner == null || owner.settings().metersPerKey() ? breaker : owner.own();
        BreakerBinding binding =
                new BreakerBinding(
                        breaker,
                        new Figures(shown, families),
                        tags.of(shown.name(), owner),
                        registry,
                        idsOf(shown.name()));
        binding.bind(open, owner == null ? fallbacks.of(breaker.name()) : null);
        bound.put(breaker.name(), binding);
    }

    private Set<Meter.Id> idsOf(String name) {
        return ids.computeIfAbsent(name, missing -> ConcurrentHashMap.newKeySet());
    }

    private synchronized void bindKeys(KeyedBreakers family) {
        MeterRegistry open = open(registry);
        if (open != null && bound.containsKey(family.name())) {
            idsOf(family.name())
                    .add(BreakerMeters.keys(family, tags.of(family.name(), family), open).getId());
        }
    }

    /** Removes the meters of a breaker, unless they are a later one's by now. */
    private synchronized void unbind(Breaker breaker) {
        BreakerBinding binding = bound.get(breaker.name());
        if (binding != null && binding.isOf(breaker)) {
            bound.remove(breaker.name());
            binding.unbind();
            if (!binding.isOfKey() && familyOf(breaker).isEmpty()) {
                ids.remove(breaker.name()); // those of a family, its keys add to
            }
        }
    }

    static @Nullable MeterRegistry open(WeakReference<MeterRegistry> reference) {
        MeterRegistry registry = reference.get();
        return registry == null || registry.isClosed() ? null : registry;
    }
}
