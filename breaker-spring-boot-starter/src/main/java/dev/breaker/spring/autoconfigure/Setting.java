package dev.breaker.spring.autoconfigure;

import java.beans.PropertyDescriptor;
import java.util.Arrays;
import java.util.List;
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
    static final List<Setting> ALL =
            Arrays.stream(BeanUtils.getPropertyDescriptors(BreakerSettings.class))
                    .filter(property -> property.getWriteMethod() != null)
                    .map(Setting::new)
                    .toList();

    /** The keys of all settings. */
    static final List<String> KEYS = ALL.stream().map(Setting::key).toList();

    /** {@return the setting of this name, in whatever form a key can have} */
    static Optional<Setting> find(String name) {
        String uniform = Keys.uniform(name);
        return ALL.stream()
                .filter(setting -> Keys.uniform(setting.name()).equals(uniform))
                .findFirst();
    }

    /** {@return the setting of this name, which is known to exist} */
    static Setting named(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("No setting " + name));
    }

    /** Sets what is set in one group of settings in another one, too. */
    static void copy(BreakerSettings from, BreakerSettings to) {
        for (Setting setting : ALL) {
            Object value = setting.of(from);
            if (value != null) {
                setting.set(to, value);
            }
        }
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
