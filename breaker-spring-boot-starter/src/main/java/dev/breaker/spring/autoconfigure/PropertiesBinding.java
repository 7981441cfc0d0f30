package dev.breaker.spring.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/**
 * Binds {@link BreakerProperties} to the end, whatever is wrong in between. Spring Boot's own
 * binding stops at the first value that does not fit; here it is left out and reported with all the
 * others.
 */
final class PropertiesBinding implements BindHandler {

    private final ConfiguredKeys keys;
    private final Map<ConfigurationProperty, Problem> wrong = new LinkedHashMap<>();

    private PropertiesBinding(ConfiguredKeys keys) {
        this.keys = keys;
    }

    static BreakerProperties bind(Environment environment, ConfiguredKeys keys, Problems problems) {
        return bind(new PropertySourcesPlaceholdersResolver(environment), keys, problems);
    }

    static BreakerProperties bind(
            PlaceholdersResolver placeholders, ConfiguredKeys keys, Problems problems) {
        PropertiesBinding binding = new PropertiesBinding(keys);
        BreakerProperties properties =
                new Binder(keys.values(), placeholders)
                        .bindOrCreate(Keys.PREFIX, Bindable.of(BreakerProperties.class), binding);
        binding.wrong.values().forEach(problems::add);
        return properties;
    }

    @Override
    public @Nullable Object onFailure(
            ConfigurationPropertyName name,
            Bindable<?> target,
            BindContext context,
            Exception error) {
        ConfigurationProperty property = context.getConfigurationProperty();
        if (property != null && !keys.isPhantom(name)) {
            wrong.putIfAbsent(property, WrongValue.of(property, target, error));
        }
        return null;
    }
}
