package dev.breaker.spring.autoconfigure;

import dev.breaker.BreakerConfig;
import dev.breaker.InvalidSettingException;
import dev.breaker.spring.InvalidSettingsException;
import dev.breaker.spring.StarterSettings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * Reads settings that somebody writes while the application runs, with the code that reads the
 * configuration; values are taken as they are, and name nothing else in the environment.
 */
final class SettingsReader {

    /** In place of the name of a breaker, which may need brackets. */
    private static final Level.Id WRITTEN = new Level.Id(Keys.INSTANCES, "written");

    private static final String NOT_NOW = "%s cannot be changed while the application runs: %s";

    private static final String BY_FAMILY =
            "the family of the keys and its meters have it from their beginning on.";

    private static final String NO_OBJECTS =
            "what a request says makes no objects. Change it in the configuration.";

    private static final Map<String, String> FIXED =
            Map.of(
                    "base-config",
                    "change the settings that differ, or the configuration.",
                    "initial-state",
                    "it is the state in which a breaker is made. Use updateState.",
                    "record-failure-predicate",
                    NO_OBJECTS,
                    "ignore-exception-predicate",
                    NO_OBJECTS,
                    "record-result-predicate",
                    NO_OBJECTS,
                    "max-keys",
                    BY_FAMILY,
                    "key-idle-time",
                    BY_FAMILY,
                    "meters-per-key",
                    BY_FAMILY,
                    "tags",
                    "meters of one name have the same tags for ever.");

    /**
     * What somebody has written.
     *
     * @param settings those to which he gave a value
     * @param takenBack those that are to be as they are configured
     */
    record Written(BreakerSettings settings, Set<Setting> takenBack) {

        /** {@return all that he speaks of} */
        Set<Setting> all() {
            Set<Setting> all = new HashSet<>(takenBack);
            Setting.ALL.stream().filter(setting -> setting.of(settings) != null).forEach(all::add);
            return all;
        }
    }

    private final References references;
    private final SettingsMapping mapping;

    SettingsReader(References references, SettingsMapping mapping) {
        this.references = references;
        this.mapping = mapping;
    }

    /**
     * Reads.
     *
     * @throws InvalidSettingsException if a key or a value is wrong
     */
    Written read(Map<String, ?> written) {
        if (written.isEmpty()) {
            throw new InvalidSettingsException("No setting is named.");
        }
        Map<Setting, @Nullable Object> values = new HashMap<>();
        for (Map.Entry<String, ?> entry : written.entrySet()) {
            Setting setting = changeable(entry.getKey());
            if (values.containsKey(setting)) {
                throw new InvalidSettingsException(setting.key() + " is there twice.");
            }
            values.put(setting, entry.getValue());
        }
        Set<Setting> takenBack =
                values.keySet().stream()
                        .filter(setting -> values.get(setting) == null)
                        .collect(Collectors.toSet());
        values.keySet().removeAll(takenBack);
        return new Written(bind(values), takenBack);
    }

    private static Setting changeable(String key) {
        Setting setting =
                Setting.find(key.startsWith("tags.") ? "tags" : key)
                        .orElseThrow(
                                () ->
                                        new InvalidSettingsException(
                                                "There is no setting %s. %s"
                                                        .formatted(key, suggestion(key))));
        String why = FIXED.get(setting.key());
        if (why != null) {
            throw new InvalidSettingsException(NOT_NOW.formatted(setting.key(), why));
        }
        return setting;
    }

    private static String suggestion(String key) {
        return Nearest.to(key, Setting.KEYS)
                .map("Did you mean %s?"::formatted)
                .orElse("The settings are: %s.".formatted(String.join(", ", Setting.KEYS)));
    }

    private BreakerSettings bind(Map<Setting, ?> values) {
        MapConfigurationPropertySource source = new MapConfigurationPropertySource();
        values.forEach((setting, value) -> source.put(WRITTEN.key() + "." + setting.key(), value));
        ConfiguredKeys keys = new ConfiguredKeys(List.of(source));
        Problems problems = new Problems();
        BreakerProperties properties =
                PropertiesBinding.bind(PlaceholdersResolver.NONE, keys, problems);
        BreakerSettings settings =
                properties.getInstances().getOrDefault(WRITTEN.name(), new BreakerSettings());
        KeyCheck.check(keys, problems);
        Level level = new Level(WRITTEN, settings);
        new ReferenceCheck(keys, references, problems).check(level);
        new SettingsCheck(keys, mapping, problems).checkStarter(new Lineage(List.of(level)));
        throwIfAny(problems.all());
        return settings;
    }

    private static void throwIfAny(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(
                    problems.stream().map(SettingsReader::words).collect(Collectors.joining(" ")));
        }
    }

    private static String words(Problem problem) {
        String where =
                problem.places().stream()
                        .map(place -> place.key() + ": ")
                        .collect(Collectors.joining());
        return (where + problem.reason() + " " + problem.action()).replace(WRITTEN.key() + ".", "");
    }

    /**
     * Settings with others in place of some.
     *
     * @throws InvalidSettingsException if they do not go together
     */
    BreakerConfig apply(BreakerSettings changes, BreakerConfig base) {
        try {
            return mapping.apply(changes, base.toBuilder()).build();
        } catch (InvalidSettingException e) {
            throw new InvalidSettingsException(
                    SettingsCheck.withKeys(String.valueOf(e.getMessage())) + ".");
        }
    }

    StarterSettings apply(BreakerSettings changes, StarterSettings base) {
        return mapping.apply(changes, base);
    }
}
