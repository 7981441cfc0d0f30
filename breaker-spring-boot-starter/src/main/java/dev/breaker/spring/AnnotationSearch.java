package dev.breaker.spring;

import dev.breaker.annotation.CircuitBreaker;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ReflectionUtils;

/**
 * Finds the annotation that covers a method: method beats class beats interface, and nearer beats
 * farther. Composed annotations are merged.
 */
final class AnnotationSearch {

    private AnnotationSearch() {}

    /**
     * Searches.
     *
     * @param method as the class has it: neither overridden in it nor a bridge
     * @param type the class of the bean
     */
    static @Nullable Annotated find(Method method, Class<?> type) {
        Annotated found = nearest(method, SearchStrategy.SUPERCLASS);
        if (found == null) {
            found = covering(type, SearchStrategy.SUPERCLASS, method);
        }
        if (found == null) {
            found = onInterfaceMethod(method, type);
        }
        return found == null ? onInterface(method, type) : found;
    }

    /**
     * The stream is sorted by distance; {@code get} would let meta-annotations lose to farther
     * ones.
     */
    private static @Nullable Annotated nearest(AnnotatedElement element, SearchStrategy strategy) {
        return MergedAnnotations.from(element, strategy).stream(CircuitBreaker.class)
                .findFirst()
                .map(Annotated::of)
                .orElse(null);
    }

    private static @Nullable Annotated covering(
            Class<?> type, SearchStrategy strategy, Method method) {
        Annotated found = canBeCovered(method) ? nearest(type, strategy) : null;
        return found == null || isFallbackOf(found, method) ? null : found;
    }

    private static boolean canBeCovered(Method method) {
        return Modifier.isPublic(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers())
                && !ReflectionUtils.isObjectMethod(method);
    }

    private static boolean isFallbackOf(Annotated covering, Method method) {
        return covering.fallbackMethod().equals(method.getName());
    }

    private static @Nullable Annotated onInterfaceMethod(Method method, Class<?> type) {
        for (Class<?> above : Hierarchy.interfaces(type)) {
            for (Method same : sameMethodsIn(above, method, type)) {
                Annotated found = nearest(same, SearchStrategy.DIRECT);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /**
     * An annotated interface covers what it declares or inherits, and so do those that extend it.
     */
    private static @Nullable Annotated onInterface(Method method, Class<?> type) {
        for (Class<?> above : Hierarchy.interfaces(type)) {
            Annotated found =
                    hasMethod(above, method, type)
                            ? covering(above, SearchStrategy.TYPE_HIERARCHY, method)
                            : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static boolean hasMethod(Class<?> declaring, Method method, Class<?> type) {
        for (Class<?> above : Hierarchy.interfaces(declaring)) {
            if (!sameMethodsIn(above, method, type).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static List<Method> sameMethodsIn(Class<?> declaring, Method method, Class<?> type) {
        List<Method> same = new ArrayList<>();
        for (Method above : Hierarchy.declaredMethods(declaring)) {
            if (Hierarchy.sameMethod(above, method, type)) {
                same.add(above);
            }
        }
        return same;
    }
}
