package dev.breaker.spring.autoconfigure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The groups of settings that are configured: breakers and bases. A group that only environment
 * variables set makes no breaker, since they cannot spell its name; it waits for a breaker whose
 * name they may mean.
 */
final class Levels {

    private final List<Level> breakers = new ArrayList<>();
    private final Map<String, Level> variables = new HashMap<>();
    private final Lineages lineages;

    Levels(BreakerProperties properties, ConfiguredKeys keys) {
        properties
                .getInstances()
                .forEach((name, settings) -> add(Level.ofBreaker(name, settings), keys));
        Map<String, BreakerSettings> bases = new LinkedHashMap<>(properties.getConfigs());
        bases.keySet().removeIf(name -> keys.isPhantom(new Level.Id(Keys.CONFIGS, name)));
        lineages = new Lineages(bases);
    }

    private void add(Level level, ConfiguredKeys keys) {
        if (keys.isNamed(level.id())) {
            breakers.add(level);
        } else if (!keys.isPhantom(level.id())) {
            variables.put(Keys.uniform(level.name()), level);
        }
    }

    /** {@return the configured breakers} */
    List<Level> breakers() {
        return breakers;
    }

    /** {@return all that is set somewhere} */
    List<Level> all() {
        return Stream.of(lineages.all(), breakers, variables.values())
                .flatMap(levels -> levels.stream())
                .toList();
    }

    /** {@return who inherits from whom} */
    Lineages lineages() {
        return lineages;
    }

    /**
     * The settings of a breaker that is not configured, but may have variables.
     *
     * @param base the base, unless a variable names another
     */
    Level unconfigured(String name, String base) {
        BreakerSettings settings = new BreakerSettings();
        settings.setBaseConfig(base);
        Level variable = variables.get(Keys.uniform(name));
        if (variable != null) {
            Setting.ALL.stream()
                    .filter(setting -> setting.of(variable.settings()) != null)
                    .forEach(setting -> setting.set(settings, setting.of(variable.settings())));
        }
        return Level.ofBreaker(name, settings);
    }
}
