package dev.breaker.spring.autoconfigure;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.Breakers;
import dev.breaker.spring.StarterSettings;
import dev.breaker.spring.autoconfigure.BreakerConfigs.Resolved;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The breakers of a registry, with the settings of the configuration. Thread-safe. */
final class ConfiguredBreakers implements Breakers, AutoCloseable {

    /**
     * A breaker that is not configured and was made here, or took the place of one that was.
     *
     * @param asked the base for which it was asked
     */
    private record Made(String asked, Resolved settings, Breaker breaker) {}

    /** What Micrometer's own meters have where there is nothing to tell. */
    private static final String NO_TAG = "none";

    private final BreakerRegistry registry;
    private final ConcurrentMap<Breaker, Made> made = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Resolved> underWay = new ConcurrentHashMap<>();
    private final ConcurrentMap<Breaker, StarterSettings> changed = new ConcurrentHashMap<>();
    private final Consumer<Breaker> mourner = this::forget;

    /** As they were at the start: meters of one name must have the same ones for ever. */
    private final Collection<String> tagKeys;

    private volatile BreakerConfigs configs;

    ConfiguredBreakers(BreakerConfigs configs, BreakerRegistry registry) {
        this.configs = configs;
        this.registry = registry;
        tagKeys = configs.tagKeys();
        registry.onRemoved(mourner);
    }

    private void forget(Breaker breaker) {
        made.remove(breaker);
        changed.remove(breaker);
    }

    @Override
    public Breaker breaker(String name, String configuration) {
        if (!configuration.isEmpty() && !configs.bases().contains(configuration)) {
            throw unknownBase(name, configuration);
        }
        Resolved configured = configs.instances().get(name);
        return configured != null
                ? configured(name, configuration, configured)
                : unconfigured(name, configuration);
    }

    private IllegalArgumentException unknownBase(String name, String configuration) {
        return new IllegalArgumentException(
                "Breaker '%s' is asked for with configuration '%s', but there is no %s; there are: %s.%s"
                        .formatted(
                                name,
                                configuration,
                                Keys.join(Keys.PREFIX, Keys.CONFIGS, configuration),
                                String.join(", ", configs.bases()),
                                Nearest.to(configuration, configs.bases())
                                        .map(" Did you mean '%s'?"::formatted)
                                        .orElse("")));
    }

    private Breaker configured(String name, String configuration, Resolved configured) {
        if (!configuration.isEmpty() && !configuration.equals(configured.base())) {
            throw new IllegalArgumentException(
                    "Breaker '%s' is asked for with configuration '%s', but %s has base-config '%s'. Make both the same, or leave out the configuration."
                            .formatted(
                                    name,
                                    configuration,
                                    Keys.join(Keys.PREFIX, Keys.INSTANCES, name),
                                    configured.base()));
        }
        return registry.find(name).orElseGet(() -> registry.breaker(name, configured.config()));
    }

    private Breaker unconfigured(String name, String configuration) {
        Made known = known(name);
        if (known == null && configuration.isEmpty()) {
            Optional<Breaker> foreign = registry.find(name); // the application's own code made it
            if (foreign.isPresent()) {
                return foreign.get();
            }
        }
        String base = baseOf(configuration);
        Made found = known != null ? known : make(name, base, registry::breaker);
        if (!found.asked().equals(base)) {
            throw new IllegalArgumentException(
                    "Breaker '%s' is asked for with configuration '%s' in one place and with '%s' in another. Name the same in both, or set %s."
                            .formatted(
                                    name,
                                    found.asked(),
                                    base,
                                    Keys.join(Keys.PREFIX, Keys.INSTANCES, name, "base-config")));
        }
        return found.breaker();
    }

    @Override
    public Breaker current(String name, String configuration) {
        Resolved configured = configs.instances().get(name);
        if (configured != null) {
            return heldOrMade(name, configured.config());
        }
        Optional<Breaker> held = registry.find(name);
        return held.isPresent() && (configuration.isEmpty() || made.containsKey(held.get()))
                ? held.get()
                : make(name, baseOf(configuration), this::heldOrMade).breaker();
    }

    @Override
    public Breaker ofKey(String name, String family, String configuration) {
        Resolved configured = configs.instances().get(name);
        if (configured != null) {
            return heldOrMade(name, configured.config());
        }
        Optional<Breaker> held = registry.find(name);
        return held.isPresent() ? held.get() : makeLike(family, configuration, name);
    }

    private Breaker makeLike(String family, String configuration, String name) {
        Breaker model = current(family, configuration);
        BreakerConfig like = model.config();
        Breaker key = heldOrMade(name, like);
        Resolved settings = like(model, configuration, like);
        Made known = made.putIfAbsent(key, new Made(baseOf(configuration), settings, key));
        BreakerConfig now = model.config();
        if (known == null && !now.equals(like)) { // changed in between
            say(key, like(model, configuration, now));
            key.reconfigure(now);
        }
        forgetUnlessHeld(key);
        return key;
    }

    private Resolved like(Breaker model, String configuration, BreakerConfig config) {
        Resolved known = said(model);
        Resolved base = known == null ? configs.base() : known;
        return new Resolved(baseOf(configuration), config, settings(model.name()), base.lineage());
    }

    // Changes while the application runs

    /** {@return what the configuration says, as it was read last} */
    BreakerConfigs configs() {
        return configs;
    }

    /** {@return what the configuration says of a breaker; null if code made it} */
    @Nullable Resolved said(Breaker breaker) {
        Resolved configured = configs.instances().get(breaker.name());
        Made known = configured == null ? made.get(breaker) : null;
        return known == null ? configured : known.settings();
    }

    /** {@return the base for which a breaker was asked that is not configured; null of others} */
    @Nullable String asked(Breaker breaker) {
        Made known = made.get(breaker);
        return known == null ? null : known.asked();
    }

    /** From now on, the configuration says this of a breaker that is not configured by name. */
    void say(Breaker breaker, Resolved settings) {
        Made known = made.get(breaker);
        String asked = known == null ? settings.base() : known.asked();
        made.put(breaker, new Made(asked, settings, breaker));
        forgetUnlessHeld(breaker);
    }

    /** From now on, the configuration is this. */
    void reread(BreakerConfigs fresh) {
        configs = fresh;
    }

    /** From now on, a breaker has these settings, which somebody has changed by hand. */
    void change(Breaker breaker, StarterSettings starter) {
        changed.put(breaker, starter);
        if (registry.find(breaker.name()).filter(breaker::equals).isEmpty()) {
            changed.remove(breaker);
        }
    }

    /** From now on, a breaker has the settings that the configuration says. */
    void revert(Breaker breaker) {
        changed.remove(breaker);
    }

    /** Its end may have been announced before the entry. */
    private void forgetUnlessHeld(Breaker breaker) {
        if (registry.find(breaker.name()).filter(breaker::equals).isEmpty()) {
            made.remove(breaker);
        }
    }

    /** The breaker that the registry holds, even one that somebody else makes just now. */
    private Breaker heldOrMade(String name, BreakerConfig config) {
        Optional<Breaker> held = registry.find(name);
        while (held.isEmpty()) {
            try {
                held = Optional.of(registry.breaker(name, config));
            } catch (IllegalArgumentException refused) {
                if (name.isBlank()) {
                    throw refused;
                }
                held = registry.find(name);
            }
        }
        return held.get();
    }

    private static String baseOf(String configuration) {
        return configuration.isEmpty() ? Lineages.DEFAULT : configuration;
    }

    /** What is known of the breaker that the registry holds; null if it was not made here. */
    private @Nullable Made known(String name) {
        return registry.find(name).map(made::get).orElse(null);
    }

    /** One at a time, so that customizers see each breaker once. */
    private synchronized Made make(
            String name, String base, BiFunction<String, BreakerConfig, Breaker> maker) {
        Made known = known(name);
        if (known != null) {
            return known;
        }
        Resolved settings = configs.of(name, base);
        underWay.put(name, settings); // who is told of a new breaker may ask before it is returned
        try {
            Made added = new Made(base, settings, maker.apply(name, settings.config()));
            made.put(added.breaker(), added);
            forgetUnlessHeld(added.breaker());
            return added;
        } finally {
            underWay.remove(name);
        }
    }

    @Override
    public StarterSettings settings(String name) {
        StarterSettings byHand =
                changed.isEmpty() ? null : registry.find(name).map(changed::get).orElse(null);
        if (byHand != null) {
            return byHand;
        }
        Resolved settings = configs.instances().get(name);
        if (settings == null) {
            Made known = known(name);
            settings = known != null ? known.settings() : underWay.get(name);
        }
        return settings != null ? settings.starter() : configs.starterDefaults();
    }

    @Override
    public Map<String, String> tags(String name) {
        Map<String, String> own = settings(name).tags();
        Map<String, String> tags = new LinkedHashMap<>();
        for (String key : tagKeys) {
            String value = own.getOrDefault(key, "");
            tags.put(key, value.isBlank() ? NO_TAG : value);
        }
        return tags;
    }

    /** Lets go of the registry, which may be that of other applications, too. */
    @Override
    public void close() {
        registry.unsubscribe(mourner);
    }

    @Override
    public Set<String> configuredNames() {
        return configs.instances().keySet();
    }

    @Override
    public Set<String> bases() {
        return configs.bases();
    }
}
