package dev.breaker.spring;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Starter settings by name, without a configuration file. */
public final class TestBreakers implements Breakers {

    private final BreakerRegistry registry;
    private final Map<String, StarterSettings> settings = new HashMap<>();

    public TestBreakers(BreakerRegistry registry) {
        this.registry = registry;
    }

    public TestBreakers with(String name, StarterSettings of) {
        settings.put(name, of);
        return this;
    }

    @Override
    public Breaker breaker(String name, String configuration) {
        if (!configuration.isEmpty() && !configuration.equals("default")) {
            throw new IllegalArgumentException(
                    "There is no breaker.configs." + configuration + ".");
        }
        return registry.breaker(name);
    }

    @Override
    public StarterSettings settings(String name) {
        return settings.getOrDefault(name, StarterSettings.DEFAULTS);
    }

    @Override
    public Set<String> configuredNames() {
        return settings.keySet();
    }
}
