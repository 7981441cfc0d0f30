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
 */
record Signature(
        Class<?> returned, @Nullable Class<?> promised, String name, List<Class<?>> parameters) {

    static Signature of(Method method, Class<?> type) {
        return new Signature(
                GenericTypeResolver.resolveReturnType(method, type),
                Promise.of(method, type),
                method.getName(),
                Hierarchy.parameterTypes(method, type));
    }

    @Override
    public String toString() {
        return Descriptions.simple(returned) + " " + name + Descriptions.list(parameters);
    }
}
