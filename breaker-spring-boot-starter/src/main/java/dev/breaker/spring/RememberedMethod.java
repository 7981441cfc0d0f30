package dev.breaker.spring;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * A method whose values are remembered.
 *
 * @param name the method in full: part of the key, the same in every run of the application
 * @param parameters how many its author wrote; a suspend function is given one more
 * @param returned what it returns, or what will come of what it returns
 * @param namesakes the beans that may be of its class
 */
record RememberedMethod(String name, int parameters, Class<?> returned, Namesakes namesakes) {

    static RememberedMethod of(
            Method method, Class<?> type, Class<?> returned, Namesakes namesakes) {
        List<Class<?>> parameters = Suspending.parameters(method, type);
        return new RememberedMethod(
                parameters.stream()
                        .map(Class::getName)
                        .collect(Collectors.joining(",", place(method, type) + "(", ")")),
                parameters.size(),
                returned,
                namesakes);
    }

    private static String place(Method method, Class<?> type) {
        boolean isClient = Proxy.isProxyClass(type) && type.getInterfaces().length > 0;
        return (isClient ? type.getInterfaces()[0] : type).getName() + "." + method.getName();
    }

    /** The bean on which the method is called; null if that is no singleton. */
    @Nullable String bean(@Nullable Object target) {
        return namesakes.nameOf(target);
    }

    /** What the value of a call is remembered under. */
    RememberedKey key(String bean, @Nullable Object[] arguments) {
        return new RememberedKey(bean + ":" + name, telling(arguments));
    }

    /** The exception that a fallback gets tells nothing of what it is asked for. */
    private @Nullable Object[] telling(@Nullable Object[] arguments) {
        return Arrays.stream(arguments)
                .limit(parameters)
                .map(argument -> argument instanceof Throwable ? null : argument)
                .toArray();
    }

    /** Whether a value that was remembered, perhaps by another version, can be what it returns. */
    boolean canReturn(@Nullable Object value) {
        return returned == Optional.class || ClassUtils.isAssignableValue(returned, value);
    }

    /** A value as it is kept: without an {@link Optional} around it, which cannot be serialised. */
    @Nullable Object asKept(@Nullable Object value) {
        return value instanceof Optional<?> optional ? optional.orElse(null) : value;
    }

    /** The value as the method returns it. */
    @Nullable Object asReturned(@Nullable Object value) {
        return returned == Optional.class ? Optional.ofNullable(value) : value;
    }

    /** Whether a type is of things that are empty once they have been read. */
    static boolean isReadOnce(Class<?> type) {
        return AutoCloseable.class.isAssignableFrom(type)
                || Iterator.class.isAssignableFrom(type)
                || Enumeration.class.isAssignableFrom(type);
    }

    @Override
    public String toString() {
        return name;
    }
}
