package dev.breaker.spring.autoconfigure;

import java.util.List;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;

/** Reads everything below {@code breaker}, and refuses it with one report of all that is wrong. */
final class ConfigurationReader {

    private final ConfigurableEnvironment environment;
    private final References references;
    private final SettingsMapping mapping;
    private final Problems problems = new Problems();

    ConfigurationReader(
            ConfigurableEnvironment environment, ConfigurableListableBeanFactory beans) {
        this.environment = environment;
        this.references = new References(beans);
        this.mapping = new SettingsMapping(references);
    }

    /**
     * Reads the settings of all breakers.
     *
     * @throws InvalidBreakerConfigurationException if something is wrong
     */
    BreakerConfigs read(List<BreakerConfigCustomizer> customizers) {
        ConfiguredKeys keys = new ConfiguredKeys(environment);
        Levels levels = new Levels(PropertiesBinding.bind(environment, keys, problems), keys);
        NameCheck.check(environment, keys, problems);
        KeyCheck.check(keys, problems);
        checkLevels(keys, levels);
        problems.throwIfAny(keys);
        return new BreakerConfigs(keys, levels, mapping, customizers);
    }

    private void checkLevels(ConfiguredKeys keys, Levels levels) {
        InheritanceCheck inheritance = new InheritanceCheck(keys, levels.lineages());
        ReferenceCheck referenced = new ReferenceCheck(keys, references, problems);
        SettingsCheck settings = new SettingsCheck(keys, mapping, problems);
        for (Level level : levels.all()) {
            inheritance.check(level).ifPresent(problems::add);
            referenced.check(level);
        }
        for (Level level : levels.all()) {
            settings.check(levels.lineages().of(level));
        }
    }
}
