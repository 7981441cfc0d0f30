package dev.breaker.spring.autoconfigure;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.Breakers;
import dev.breaker.spring.StarterSettings;
import dev.breaker.spring.autoconfigure.BreakerConfigs.Resolved;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The breakers of a registry, with the settings of the configuration. Thread-safe. */
final class ConfiguredBreakers implements Breakers {

    /**
     * A breaker that is not configured and was made here.
     *
     * @param asked the base for which it was asked
     */
    private record Made(String asked, Resolved settings) {}

    private final BreakerConfigs configs;
    private final BreakerRegistry registry;
    private final StarterSettings defaults;
    private final ConcurrentMap<String, Made> made = new ConcurrentHashMap<>();

    ConfiguredBreakers(BreakerConfigs configs, BreakerRegistry registry) {
        this.configs = configs;
        this.registry = registry;
        this.defaults = configs.starterDefaults();
        registry.onRemoved(breaker -> made.remove(breaker.name()));
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
        Made known = made.get(name);
        if (known == null && configuration.isEmpty()) {
            Optional<Breaker> foreign = registry.find(name); // the application's own code made it
            if (foreign.isPresent()) {
                return foreign.get();
            }
        }
        String base = configuration.isEmpty() ? Lineages.DEFAULT : configuration;
        Made breaker = known != null ? known : make(name, base);
        if (!breaker.asked().equals(base)) {
            throw new IllegalArgumentException(
                    "Breaker '%s' is asked for with configuration '%s' in one place and with '%s' in another. Name the same in both, or set %s."
                            .formatted(
                                    name,
                                    breaker.asked(),
                                    base,
                                    Keys.join(Keys.PREFIX, Keys.INSTANCES, name, "base-config")));
        }
        return registry.find(name)
                .orElseGet(() -> registry.breaker(name, breaker.settings().config()));
    }

    /** One at a time, so that customizers see each breaker once. */
    private synchronized Made make(String name, String base) {
        Made known = made.get(name);
        if (known == null) {
            known = new Made(base, configs.of(name, base));
            registry.breaker(name, known.settings().config());
            made.put(name, known);
        }
        return known;
    }

    @Override
    public StarterSettings settings(String name) {
        Resolved settings = configs.instances().get(name);
        if (settings == null) {
            Made breaker = made.get(name);
            settings = breaker != null ? breaker.settings() : null;
        }
        return settings != null ? settings.starter() : defaults;
    }

    @Override
    public Set<String> configuredNames() {
        return configs.instances().keySet();
    }
}
