package dev.breaker.spring.autoconfigure;

import dev.breaker.BreakerConfig;
import dev.breaker.InvalidSettingException;
import dev.breaker.spring.EffectiveSettings;
import dev.breaker.spring.StarterSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The settings of all breakers, inheritance and customizers applied. Thread-safe. */
final class BreakerConfigs {

    /**
     * The settings of one breaker.
     *
     * @param base the name of the base from which it inherits
     * @param config what concerns the engine
     * @param starter what concerns the starter
     * @param lineage where each of them is set
     */
    record Resolved(String base, BreakerConfig config, StarterSettings starter, Lineage lineage) {

        /**
         * {@return whether the configuration says the same in both, and customizers make the same
         * of it} Customizers make new predicates each time, so of those only the class counts.
         */
        boolean saysTheSame(Resolved other) {
            return isWrittenAs(other)
                    && EffectiveSettings.of(config, starter)
                            .equals(EffectiveSettings.of(other.config, other.starter));
        }

        private boolean isWrittenAs(Resolved other) {
            BreakerSettings one = lineage.effective();
            BreakerSettings another = other.lineage.effective();
            return Setting.ALL.stream()
                    .filter(setting -> !setting.equals(InheritanceCheck.BASE_CONFIG))
                    .allMatch(setting -> Objects.equals(setting.of(one), setting.of(another)));
        }

        /** {@return the same, with other settings of the starter} */
        Resolved with(StarterSettings others) {
            return new Resolved(base, config, others, lineage);
        }
    }

    private final BreakerProperties properties;
    private final ConfiguredKeys keys;
    private final Levels levels;
    private final SettingsMapping mapping;
    private final List<BreakerConfigCustomizer> customizers;
    private final Resolved defaults;
    private final Map<String, Resolved> instances = new LinkedHashMap<>();
    private final Set<String> tagKeys = new TreeSet<>();

    BreakerConfigs(
            BreakerProperties properties,
            ConfiguredKeys keys,
            Levels levels,
            SettingsMapping mapping,
            List<BreakerConfigCustomizer> customizers) {
        this.properties = properties;
        this.keys = keys;
        this.levels = levels;
        this.mapping = mapping;
        this.customizers = customizers;
        Lineage lineage = levels.lineages().of(levels.lineages().defaults());
        BreakerSettings effective = lineage.effective();
        defaults =
                new Resolved(
                        Lineages.DEFAULT,
                        mapping.toBuilder(effective).build(),
                        mapping.toStarterSettings(effective),
                        lineage);
        for (Level level : levels.breakers()) {
            instances.put(level.name(), resolve(level));
        }
        for (Level level : levels.all()) {
            Map<String, String> tags = level.settings().getTags();
            tagKeys.addAll(tags == null ? Set.of() : tags.keySet());
        }
    }

    /** {@return what concerns Spring Cloud CircuitBreaker} */
    BreakerProperties.Cloud cloud() {
        return properties.getCloud();
    }

    /** {@return what is configured for HTTP clients} */
    HttpSettings http() {
        return properties.getHttp();
    }

    /** {@return the configured breakers by name} */
    Map<String, Resolved> instances() {
        return instances;
    }

    /** {@return the keys of all tags that any breaker has, or could come to have} */
    Set<String> tagKeys() {
        return tagKeys;
    }

    /** {@return the names of the bases} */
    Set<String> bases() {
        return levels.lineages().names();
    }

    /**
     * The settings of a breaker that is not configured, but may have variables.
     *
     * @throws InvalidBreakerConfigurationException if the variables do not go with this base; what
     *     goes with none was found when the configuration was read
     */
    Resolved of(String name, String base) {
        Level level = levels.unconfigured(name, base);
        Problems problems = new Problems();
        new SettingsCheck(keys, mapping, problems).check(levels.lineages().of(level));
        problems.throwIfAny(keys);
        return resolve(level);
    }

    /** {@return the settings of the base of all} */
    BreakerConfig defaults() {
        return defaults.config();
    }

    /** {@return what concerns the starter in the base of all} */
    StarterSettings starterDefaults() {
        return defaults.starter();
    }

    /** {@return the settings of the base of all, and where each is set} */
    Resolved base() {
        return defaults;
    }

    /** {@return what the configuration alone says, before any code} */
    Map<String, Object> plain(Lineage lineage) {
        BreakerSettings effective = lineage.effective();
        return EffectiveSettings.of(
                mapping.toBuilder(effective).build(), mapping.toStarterSettings(effective));
    }

    /** {@return where a setting is set} */
    String origin(Lineage lineage, Setting setting) {
        return lineage.levelOf(setting).map(level -> origin(level, setting)).orElse("default");
    }

    private String origin(Level level, Setting setting) {
        String origin = keys.find(level.id(), setting).map(Place::origin).orElse("null");
        String known = origin.equals("null") ? level.id().key() + "." + setting.key() : origin;
        boolean inherited = level.id().map().equals(Keys.CONFIGS);
        return inherited ? "%s (%s)".formatted(known, level.id().key()) : known;
    }

    private Resolved resolve(Level level) {
        Lineage lineage = levels.lineages().of(level);
        BreakerSettings effective = lineage.effective();
        return new Resolved(
                levels.lineages().baseOf(level).orElse(Lineages.DEFAULT),
                customized(level.name(), mapping.toBuilder(effective)),
                mapping.toStarterSettings(effective),
                lineage);
    }

    /** What is wrong here is the customizers' fault: the settings before them were checked. */
    private BreakerConfig customized(String name, BreakerConfig.Builder builder) {
        customizers.forEach(customizer -> customizer.customize(name, builder));
        try {
            return builder.build();
        } catch (InvalidSettingException e) {
            throw new InvalidBreakerConfigurationException(
                    List.of(
                            new Problem(
                                    List.of(),
                                    "With the changes of the BreakerConfigCustomizer beans, breaker '%s' cannot work: %s."
                                            .formatted(name, e.getMessage()),
                                    "Correct the customizer.")));
        }
    }
}
