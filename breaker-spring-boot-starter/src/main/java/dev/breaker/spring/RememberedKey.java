package dev.breaker.spring;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a value is remembered under: a method of a bean, and the arguments of a call. Caches may
 * keep it as it is, serialise it, or take its text, in which no two lists of arguments look the
 * same.
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

    /** The class of one of the arguments, or of something in them, that has no text; or null. */
    @Nullable Class<?> textless() {
        for (Object argument : arguments) {
            Class<?> textless = ArgumentText.textless(argument);
            if (textless != null) {
                return textless;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return Arrays.stream(arguments)
                .map(ArgumentText::of)
                .collect(Collectors.joining(", ", method + "[", "]"));
    }
}
