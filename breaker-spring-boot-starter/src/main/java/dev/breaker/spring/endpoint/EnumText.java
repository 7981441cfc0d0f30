package dev.breaker.spring.endpoint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The constants of an enum as users write them. */
final class EnumText {

    private EnumText() {}

    /** The constant that a text means, in capitals or not, with hyphens or underscores. */
    static <E extends Enum<E>> Optional<E> parse(Class<E> type, @Nullable String text) {
        String name = text == null ? "" : text.replace('-', '_').toUpperCase(Locale.ROOT);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findAny();
    }

    static String names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(Enum::name)
                .collect(Collectors.joining(", "));
    }
}
