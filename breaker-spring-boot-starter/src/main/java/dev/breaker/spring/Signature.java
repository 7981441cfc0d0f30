package dev.breaker.spring;

import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.GenericTypeResolver;

/**
 * A method's name and types, type variables resolved as its class has them.
 *
 * @param returned what it returns
 * @param promised the type of the value that will come of what it returns; null where none will, or
 *     more than one
 * @param suspending whether it is a suspend function; its types are those that its author wrote
 */
record Signature(
        Class<?> returned,
        @Nullable Class<?> promised,
        boolean suspending,
        String name,
        List<Class<?>> parameters) {

    static Signature of(Method method, Class<?> type) {
        boolean suspending = Suspending.is(method);
        return new Signature(
                suspending
                        ? Suspending.returned(method, type)
                        : GenericTypeResolver.resolveReturnType(method, type),
                Promise.of(method, type),
                suspending,
                method.getName(),
                Suspending.parameters(method, type));
    }

    @Override
    public String toString() {
        return (suspending ? "suspend " : "")
                + Descriptions.simple(returned)
                + " "
                + name
                + Descriptions.list(parameters);
    }
}
