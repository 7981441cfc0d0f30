package dev.breaker.spring.autoconfigure;

import dev.breaker.spring.http.RetryAfterReader;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;

/**
 * Reads everything below {@code breaker}, and refuses it with one report of all that is wrong. May
 * be asked again when the configuration has changed; not by two at a time.
 */
final class ConfigurationReader {

    private static final String HTTP_CLIENT = "org.springframework.web.client.RestClient";

    private final ConfigurableEnvironment environment;
    private final References references;
    private final SettingsMapping mapping;

    ConfigurationReader(
            ConfigurableEnvironment environment, ConfigurableListableBeanFactory beans) {
        this.environment = environment;
        this.references = new References(beans);
        this.mapping = new SettingsMapping(references, retryAfter(beans.getBeanClassLoader()));
    }

    /** Null where there are no HTTP clients. */
    private static @Nullable Function<Throwable, @Nullable Duration> retryAfter(
            @Nullable ClassLoader libraries) {
        return ClassUtils.isPresent(HTTP_CLIENT, libraries)
                ? new RetryAfterReader(InstantSource.system(), libraries)
                : null;
    }

    /**
     * Reads the settings of all breakers.
     *
     * @throws InvalidBreakerConfigurationException if something is wrong
     */
    BreakerConfigs read(List<BreakerConfigCustomizer> customizers) {
        Problems problems = new Problems();
        ConfiguredKeys keys = new ConfiguredKeys(environment);
        BreakerProperties properties = PropertiesBinding.bind(environment, keys, problems);
        Levels levels = new Levels(properties, keys);
        NameCheck.check(environment, keys, problems);
        KeyCheck.check(keys, problems);
        checkLevels(keys, levels, problems);
        new TagCheck(keys, problems).check(levels.all());
        new HttpCheck(keys, problems).check(properties.getHttp(), levels.lineages().names());
        problems.throwIfAny(keys);
        return new BreakerConfigs(properties, keys, levels, mapping, customizers);
    }

    /** {@return what reads settings that somebody writes at run time} */
    SettingsReader settings() {
        return new SettingsReader(references, mapping);
    }

    private void checkLevels(ConfiguredKeys keys, Levels levels, Problems problems) {
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
