package dev.breaker.spring;

import dev.breaker.annotation.CircuitBreaker;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.stream.Stream;
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
        return nearest(method, SearchStrategy.SUPERCLASS)
                .or(() -> covering(type, SearchStrategy.SUPERCLASS, method))
                .or(() -> onInterfaceMethod(method, type))
                .or(() -> onInterface(method, type))
                .orElse(null);
    }

    /**
     * The stream is sorted by distance; {@code get} would let meta-annotations lose to farther
     * ones.
     */
    private static Optional<Annotated> nearest(AnnotatedElement element, SearchStrategy strategy) {
        return MergedAnnotations.from(element, strategy).stream(CircuitBreaker.class)
                .findFirst()
                .map(Annotated::of);
    }

    private static Optional<Annotated> covering(
            Class<?> type, SearchStrategy strategy, Method method) {
        return canBeCovered(method)
                ? nearest(type, strategy).filter(found -> !isFallbackOf(found, method))
                : Optional.empty();
    }

    private static boolean canBeCovered(Method method) {
        return Modifier.isPublic(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers())
                && !ReflectionUtils.isObjectMethod(method);
    }

    private static boolean isFallbackOf(Annotated covering, Method method) {
        return covering.fallbackMethod().equals(method.getName());
    }

    private static Optional<Annotated> onInterfaceMethod(Method method, Class<?> type) {
        return Hierarchy.interfaces(type).stream()
                .flatMap(above -> sameMethodIn(above, method, type))
                .flatMap(above -> nearest(above, SearchStrategy.DIRECT).stream())
                .findFirst();
    }

    /**
     * An annotated interface covers what it declares or inherits, and so do those that extend it.
     */
    private static Optional<Annotated> onInterface(Method method, Class<?> type) {
        return Hierarchy.interfaces(type).stream()
                .filter(above -> hasMethod(above, method, type))
                .flatMap(above -> covering(above, SearchStrategy.TYPE_HIERARCHY, method).stream())
                .findFirst();
    }

    private static boolean hasMethod(Class<?> declaring, Method method, Class<?> type) {
        return Hierarchy.interfaces(declaring).stream()
                .flatMap(above -> sameMethodIn(above, method, type))
                .findFirst()
                .isPresent();
    }

    private static Stream<Method> sameMethodIn(Class<?> declaring, Method method, Class<?> type) {
        return Hierarchy.declaredMethods(declaring)
                .filter(above -> Hierarchy.sameMethod(above, method, type));
    }
}
