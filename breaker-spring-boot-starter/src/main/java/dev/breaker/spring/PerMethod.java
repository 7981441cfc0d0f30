package dev.breaker.spring;

import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is known of methods as parts of classes, found once for all objects that stand for the same
 * method. The value is made outside the maps, for making it may look up others.
 */
final class PerMethod<V> {

    private final ConcurrentMap<Class<?>, ConcurrentMap<Method, V>> values =
            new ConcurrentHashMap<>();
    private final BiFunction<Method, Class<?>, V> maker;

    PerMethod(BiFunction<Method, Class<?>, V> maker) {
        this.maker = maker;
    }

    V get(Method method, Class<?> type) {
        ConcurrentMap<Method, V> methods =
                values.computeIfAbsent(type, missing -> new ConcurrentHashMap<>());
        V value = methods.get(method);
        if (value != null) {
            return value;
        }
        V made = maker.apply(method, type);
        @Nullable V known = methods.putIfAbsent(method, made);
        return known == null ? made : known;
    }
}
