package dev.breaker.spring;

import java.lang.reflect.Method;
import java.util.List;
import org.springframework.core.GenericTypeResolver;

/** A method's name and types, type variables resolved as its class has them. */
record Signature(Class<?> returned, String name, List<Class<?>> parameters) {

    static Signature of(Method method, Class<?> type) {
        return new Signature(
                GenericTypeResolver.resolveReturnType(method, type),
                method.getName(),
                Hierarchy.parameterTypes(method, type));
    }

    @Override
    public String toString() {
        return Descriptions.simple(returned) + " " + name + Descriptions.list(parameters);
    }
}
