package dev.breaker.spring;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.util.ClassUtils;

/** How methods and types are written in messages. */
final class Descriptions {

    private Descriptions() {}

    /** A method as part of a class: {@code com.acme.Inventory.stock(String)}. */
    static String of(Method method, Class<?> type) {
        return of(type) + "." + method.getName() + list(Suspending.parameters(method, type));
    }

    /** A class in full; the proxy of a client that has no class goes by its first interface. */
    static String of(Class<?> type) {
        if (Proxy.isProxyClass(type) && type.getInterfaces().length > 0) {
            return of(type.getInterfaces()[0]);
        }
        String canonical = type.getCanonicalName();
        return canonical == null ? type.getName() : canonical;
    }

    /** A type without its package: {@code Map.Entry}, {@code int[]}. */
    static String simple(Class<?> type) {
        return ClassUtils.getShortName(type);
    }

    /** The same, or in full where it could not be told apart from another type. */
    static String apart(Class<?> type, Class<?> other) {
        return type != other && simple(type).equals(simple(other)) ? of(type) : simple(type);
    }

    static String list(List<Class<?>> parameters) {
        return parameters.stream()
                .map(Descriptions::simple)
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
