package dev.breaker.spring.autoconfigure;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InjectionPoint;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * The breaker that somebody wants to have injected.
 *
 * @param qualifier its name; empty if none is given
 * @param variable the field or parameter that it is for
 */
record RequiredBreaker(String qualifier, Optional<String> variable) {

    static RequiredBreaker in(Throwable root) {
        InjectionPoint point = innermost(root);
        return point == null
                ? new RequiredBreaker("", Optional.empty())
                : new RequiredBreaker(qualifier(point), variable(point));
    }

    private static @Nullable InjectionPoint innermost(Throwable root) {
        InjectionPoint innermost = null;
        for (Throwable cause = root; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnsatisfiedDependencyException unsatisfied
                    && unsatisfied.getInjectionPoint() != null) {
                innermost = unsatisfied.getInjectionPoint();
            }
        }
        return innermost;
    }

    private static String qualifier(InjectionPoint point) {
        return Stream.concat(Stream.of(point.getAnnotations()), ofSetter(point))
                .map(annotation -> MergedAnnotations.from(annotation).get(Qualifier.class))
                .filter(MergedAnnotation::isPresent)
                .map(qualifier -> qualifier.getString(MergedAnnotation.VALUE))
                .findFirst()
                .orElse("");
    }

    /** A qualifier may stand on the method that takes what it qualifies. */
    private static Stream<Annotation> ofSetter(InjectionPoint point) {
        return point.getMember() instanceof Method method && method.getReturnType() == void.class
                ? Stream.of(((AnnotatedElement) method).getAnnotations())
                : Stream.empty();
    }

    private static Optional<String> variable(InjectionPoint point) {
        Field field = point.getField();
        if (field != null) {
            return Optional.of(field.getName());
        }
        MethodParameter parameter = point.getMethodParameter();
        if (parameter == null) {
            return Optional.empty();
        }
        parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
        return Optional.ofNullable(parameter.getParameterName());
    }
}
