package dev.breaker.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.IgnoreErrorsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.env.Environment;

/** Which beans the configuration puts behind which breakers. */
final class GuardedBeans {

    static final ConfigurationPropertyName DATA_SOURCES =
            ConfigurationPropertyName.of("breaker.jdbc.data-sources");

    /**
     * One line of the configuration.
     *
     * @param bean the name as it is written, which is not always that of the bean: a variable has
     *     no case
     * @param breaker the name of the breaker
     * @param place where it stands
     * @param variable whether that is an environment variable
     */
    record Entry(String bean, String breaker, Place place, boolean variable) {}

    private final List<Entry> entries = new ArrayList<>();

    /** Everything that stands below a key. */
    GuardedBeans(Environment environment, ConfigurationPropertyName key) {
        Binder.get(environment)
                .bind(key, Bindable.mapOf(String.class, String.class), new Collector(key));
    }

    List<Entry> entries() {
        return entries;
    }

    /**
     * The breaker of a bean.
     *
     * @param name the name of the bean
     * @param beans tells which names are those of beans, and so are meant as they are written
     * @return the name of the breaker; null if the bean has none
     */
    @Nullable String breakerOf(String name, BeanFactory beans) {
        return entries.stream()
                .filter(entry -> beanOf(entry, List.of(name), beans).isPresent())
                .map(Entry::breaker)
                .findFirst()
                .orElse(null);
    }

    /** {@return which of these beans an entry means: the one it names, or else the one alike} */
    static Optional<String> beanOf(Entry entry, List<String> names, BeanFactory beans) {
        if (names.contains(entry.bean())) {
            return Optional.of(entry.bean());
        }
        String uniform = Keys.uniform(entry.bean());
        return beans.containsBean(entry.bean())
                ? Optional.empty()
                : names.stream().filter(name -> Keys.uniform(name).equals(uniform)).findFirst();
    }

    /** What cannot be bound is found by the check of all keys. */
    private final class Collector extends IgnoreErrorsBindHandler {

        private final ConfigurationPropertyName key;

        private Collector(ConfigurationPropertyName key) {
            super(BindHandler.DEFAULT);
            this.key = key;
        }

        @Override
        public Object onSuccess(
                ConfigurationPropertyName name,
                Bindable<?> target,
                BindContext context,
                Object result) {
            ConfigurationProperty property = context.getConfigurationProperty();
            if (key.isAncestorOf(name) && property != null) {
                entries.add(
                        new Entry(
                                beanIn(name),
                                result.toString().strip(),
                                Place.of(property),
                                ConfiguredKeys.isVariables(property.getSource())));
            }
            return result;
        }

        private String beanIn(ConfigurationPropertyName name) {
            StringBuilder bean = new StringBuilder();
            for (int i = key.getNumberOfElements(); i < name.getNumberOfElements(); i++) {
                bean.append(bean.isEmpty() ? "" : ".").append(name.getElement(i, Form.ORIGINAL));
            }
            return bean.toString();
        }
    }
}
