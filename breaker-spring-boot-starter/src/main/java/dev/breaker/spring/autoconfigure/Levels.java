package dev.breaker.spring.autoconfigure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The groups of settings that are configured: breakers and bases. A group that only environment
 * variables set makes no breaker, since they cannot spell its name; it waits for a breaker whose
 * name they may mean.
 */
final class Levels {

    private final List<Level> breakers;
    private final Map<String, Level> variables = new HashMap<>();
    private final Lineages lineages;

    Levels(BreakerProperties properties, ConfiguredKeys keys) {
        Map<String, BreakerSettings> instances = properties.getInstances();
        breakers = List.copyOf(written(Keys.INSTANCES, instances, keys));
        for (Level level : variable(Keys.INSTANCES, instances, keys)) {
            variables.put(Keys.uniform(level.name()), level);
        }
        Map<String, BreakerSettings> configs = properties.getConfigs();
        List<Level> bases = written(Keys.CONFIGS, configs, keys);
        bases.addAll(variable(Keys.CONFIGS, configs, keys));
        lineages = new Lineages(bases);
    }

    /** Those whose names are written, even if nothing is set in them. */
    private static List<Level> written(
            String map, Map<String, BreakerSettings> bound, ConfiguredKeys keys) {
        List<Level> levels = new ArrayList<>();
        for (Level.Id id : keys.named()) {
            if (id.map().equals(map)) {
                levels.add(new Level(id, bound.getOrDefault(id.name(), new BreakerSettings())));
            }
        }
        return levels;
    }

    /** Those that variables alone set. */
    private static List<Level> variable(
            String map, Map<String, BreakerSettings> bound, ConfiguredKeys keys) {
        List<Level> levels = new ArrayList<>();
        for (Map.Entry<String, BreakerSettings> entry : bound.entrySet()) {
            Level.Id id = new Level.Id(map, entry.getKey());
            if (!keys.isNamed(id) && !keys.isPhantom(id)) {
                levels.add(new Level(id, entry.getValue()));
            }
        }
        return levels;
    }

    /** {@return the configured breakers} */
    List<Level> breakers() {
        return breakers;
    }

    /** {@return all that is set somewhere} */
    List<Level> all() {
        List<Level> all = new ArrayList<>(lineages.all());
        all.addAll(breakers);
        all.addAll(variables.values());
        return all;
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
            Setting.copy(variable.settings(), settings);
        }
        return Level.ofBreaker(name, settings);
    }
}
