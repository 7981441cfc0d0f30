package dev.breaker.spring;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ObjectUtils;

/**
 * What a value is remembered under: a method of a bean, and the arguments of a call. Caches may
 * keep it as it is, serialise it, or take its text, in which no two lists of strings look the same.
 */
final class RememberedKey implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String method;

    @SuppressWarnings("serial") // whether they can be serialised is for the user to say
    private final @Nullable Object[] arguments;

    /** Not kept when serialised: the hash codes of enums, for instance, differ between JVMs. */
    private transient int hash;

    /**
     * A key.
     *
     * @param method the method and its bean
     * @param arguments nobody else's
     */
    RememberedKey(String method, @Nullable Object[] arguments) {
        this.method = method;
        this.arguments = arguments;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RememberedKey key
                && method.equals(key.method)
                && Arrays.deepEquals(arguments, key.arguments);
    }

    @Override
    public int hashCode() {
        int known = hash; // a race computes it twice
        if (known == 0) {
            known = 31 * method.hashCode() + Arrays.deepHashCode(arguments);
            hash = known;
        }
        return known;
    }

    @Override
    public String toString() {
        return method + text(arguments);
    }

    private static String text(@Nullable Object argument) {
        if (argument instanceof CharSequence text) {
            return '"' + text.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }
        if (argument instanceof Map<?, ?> map) {
            return list(
                    map.entrySet().stream()
                            .map(entry -> text(entry.getKey()) + "=" + text(entry.getValue())));
        }
        if (argument instanceof Collection<?> elements) {
            return list(elements.stream().map(RememberedKey::text));
        }
        return argument != null && argument.getClass().isArray()
                ? list(Arrays.stream(ObjectUtils.toObjectArray(argument)).map(RememberedKey::text))
                : String.valueOf(argument);
    }

    private static String list(Stream<String> elements) {
        return elements.collect(Collectors.joining(", ", "[", "]"));
    }
}
