package dev.breaker.spring.autoconfigure;

import java.beans.PropertyDescriptor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.util.ReflectionUtils;

/**
 * One of the settings of {@link BreakerSettings}, whichever there are, so that inheritance and
 * checks can forget none.
 */
record Setting(PropertyDescriptor property) {

    /** All settings. */
    static final List<Setting> ALL = all();

    /** The keys of all settings. */
    static final List<String> KEYS = keys(ALL);

    private static List<Setting> all() {
        List<Setting> all = new ArrayList<>();
        for (PropertyDescriptor property :
                BeanUtils.getPropertyDescriptors(BreakerSettings.class)) {
            if (property.getWriteMethod() != null) {
                all.add(new Setting(property));
            }
        }
        return List.copyOf(all);
    }

    private static List<String> keys(List<Setting> settings) {
        List<String> keys = new ArrayList<>();
        for (Setting setting : settings) {
            keys.add(setting.key());
        }
        return List.copyOf(keys);
    }

    /** {@return the setting of this name, in whatever form a key can have} */
    static Optional<Setting> find(String name) {
        String uniform = Keys.uniform(name);
        for (Setting setting : ALL) {
            if (Keys.uniform(setting.name()).equals(uniform)) {
                return Optional.of(setting);
            }
        }
        return Optional.empty();
    }

    /** {@return the setting of this name, which is known to exist} */
    static Setting named(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("No setting " + name));
    }

    /** Sets what is set in one group of settings in another one, too; of a map, key by key. */
    static void copy(BreakerSettings from, BreakerSettings to) {
        for (Setting setting : ALL) {
            Object value = setting.of(from);
            if (value instanceof Map<?, ?> map) {
                setting.set(to, both(setting.of(to), map));
            } else if (value != null) {
                setting.set(to, value);
            }
        }
    }

    private static Map<Object, Object> both(@Nullable Object before, Map<?, ?> more) {
        Map<Object, Object> both =
                new LinkedHashMap<>(before instanceof Map<?, ?> map ? map : Map.of());
        both.putAll(more);
        return both;
    }

    /** {@return the name in camel case, as the builder of the engine has it} */
    String name() {
        return property.getName();
    }

    /** {@return the name as a key has it} */
    String key() {
        return DataObjectPropertyName.toDashedForm(name());
    }

    /** {@return whether it names classes of exceptions} */
    boolean isList() {
        return List.class.isAssignableFrom(property.getPropertyType());
    }

    /** {@return whether keys that the application chooses stand below it} */
    boolean isMap() {
        return Map.class.isAssignableFrom(property.getPropertyType());
    }

    /** {@return whether it names a predicate} */
    boolean isPredicate() {
        return name().endsWith("Predicate");
    }

    @Nullable Object of(BreakerSettings settings) {
        return ReflectionUtils.invokeMethod(property.getReadMethod(), settings);
    }

    void set(BreakerSettings settings, @Nullable Object value) {
        ReflectionUtils.invokeMethod(property.getWriteMethod(), settings, value);
    }
}
