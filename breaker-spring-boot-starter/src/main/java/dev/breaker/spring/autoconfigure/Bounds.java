package dev.breaker.spring.autoconfigure;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Refuses values that are out of bounds, in a way that Spring Boot reports with key and place. */
final class Bounds {

    private Bounds() {}

    static <T extends Comparable<T>> void check(String key, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new InvalidConfigurationPropertyValueException(
                    key, value, "It must be from %s to %s".formatted(least, most));
        }
    }
}
