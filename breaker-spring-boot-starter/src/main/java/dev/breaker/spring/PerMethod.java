package dev.breaker.spring;

import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is known of methods as parts of classes. In two steps, so that a look-up needs no key
 * object; the value is made outside the maps, for making it may look up others.
 */
final class PerMethod<V> {

    private volatile ConcurrentMap<Class<?>, ConcurrentMap<Method, V>> values =
            new ConcurrentHashMap<>();
    private final BiFunction<Method, Class<?>, V> maker;

    PerMethod(BiFunction<Method, Class<?>, V> maker) {
        this.maker = maker;
    }

    V get(Method method, Class<?> type) {
        ConcurrentMap<Method, V> methods = values.get(type);
        V value = methods == null ? null : methods.get(method);
        return value == null ? make(method, type) : value;
    }

    /** Makes each anew when it is asked for again; what is being made now is not kept. */
    void clear() {
        values = new ConcurrentHashMap<>();
    }

    private V make(Method method, Class<?> type) {
        ConcurrentMap<Class<?>, ConcurrentMap<Method, V>> current = values;
        V made = maker.apply(method, type);
        ConcurrentMap<Method, V> methods =
                current.computeIfAbsent(type, missing -> new ConcurrentHashMap<>());
        @Nullable V known = methods.putIfAbsent(method, made);
        return known == null ? made : known;
    }
}
