package dev.breaker;

import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The objects of this package that an object keeps in memory. */
final class Reachable {

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();

    private Reachable() {}

    static Set<Object> from(Object root) {
        Reachable reachable = new Reachable();
        reachable.add(root);
        while (!reachable.open.isEmpty()) {
            reachable.follow(reachable.open.pop());
        }
        return reachable.seen;
    }

    static long count(Class<?> type, Object root) {
        return from(root).stream().filter(type::isInstance).count();
    }

    private void add(@Nullable Object found) {
        boolean walkable =
                found != null
                        && (found.getClass().getName().startsWith("dev.breaker.")
                                || found.getClass().isArray()
                                || found instanceof Collection<?>);
        if (walkable && seen.add(found)) {
            open.push(found);
        }
    }

    private void follow(Object from) {
        if (from instanceof Collection<?> collection) {
            collection.forEach(this::add);
        } else if (from instanceof Object[] array) {
            for (int i = 0; i < array.length; i++) {
                add(Array.get(array, i));
            }
        } else if (!(from instanceof Reference<?>) && !from.getClass().isArray()) {
            for (Class<?> type = from.getClass(); type != null; type = type.getSuperclass()) {
                if (type.getName().startsWith("dev.breaker.")) {
                    fields(type, from);
                }
            }
        }
    }

    private void fields(Class<?> type, Object from) {
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
                continue;
            }
            try {
                field.setAccessible(true);
                add(field.get(from));
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }
    }
}
