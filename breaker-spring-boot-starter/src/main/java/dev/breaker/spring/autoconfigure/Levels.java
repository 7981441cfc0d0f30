package dev.breaker.spring.autoconfigure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
        breakers = written(Keys.INSTANCES, instances, keys).toList();
        variable(Keys.INSTANCES, instances, keys)
                .forEach(level -> variables.put(Keys.uniform(level.name()), level));
        Map<String, BreakerSettings> configs = properties.getConfigs();
        lineages =
                new Lineages(
                        Stream.concat(
                                        written(Keys.CONFIGS, configs, keys),
                                        variable(Keys.CONFIGS, configs, keys))
                                .toList());
    }

    /** Those whose names are written, even if nothing is set in them. */
    private static Stream<Level> written(
            String map, Map<String, BreakerSettings> bound, ConfiguredKeys keys) {
        return keys.named()
                .filter(id -> id.map().equals(map))
                .map(id -> new Level(id, bound.getOrDefault(id.name(), new BreakerSettings())));
    }

    /** Those that variables alone set. */
    private static Stream<Level> variable(
            String map, Map<String, BreakerSettings> bound, ConfiguredKeys keys) {
        return bound.entrySet().stream()
                .map(entry -> new Level(new Level.Id(map, entry.getKey()), entry.getValue()))
                .filter(level -> !keys.isNamed(level.id()) && !keys.isPhantom(level.id()));
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
        Optional.ofNullable(variables.get(Keys.uniform(name)))
                .ifPresent(level -> Setting.copy(level.settings(), settings));
        return Level.ofBreaker(name, settings);
    }
}
