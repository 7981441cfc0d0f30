package dev.breaker.spring.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;

/**
 * A key with its value and where it stands.
 *
 * @param key as the user wrote it
 * @param value as the user wrote it
 * @param origin file and line, as far as known
 */
record Place(String key, @Nullable Object value, String origin) {

    static Place of(ConfigurationProperty property) {
        return new Place(
                Keys.text(property.getName()),
                property.getValue(),
                String.valueOf(property.getOrigin()));
    }

    /** {@return where a setting could stand that has its default value} */
    static Place ofDefault(Setting setting, @Nullable Object value) {
        return new Place(
                Keys.join(Keys.PREFIX, Keys.CONFIGS, Lineages.DEFAULT, setting.key()),
                value,
                "not set, this is the default");
    }

    /** {@return whether both speak of the same place, however the key is spelt} */
    boolean isAt(Place other) {
        return origin.equals(other.origin);
    }

    /** {@return three lines, as Spring Boot reports a property} */
    String describe() {
        return "Property: %s%nValue: \"%s\"%nOrigin: %s%n".formatted(key, value, origin);
    }
}
