package dev.breaker.spring;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.List;
import org.springframework.core.ResolvableType;

/**
 * Kotlin's suspend functions, as they look from Java: with one more parameter, that is told the
 * result, and no return type to speak of.
 */
final class Suspending {

    private static final String CONTINUATION = "kotlin.coroutines.Continuation";

    private Suspending() {}

    static boolean is(Method method) {
        int count = method.getParameterCount();
        return count > 0 && method.getParameterTypes()[count - 1].getName().equals(CONTINUATION);
    }

    /** What the function returns, as its author wrote it. */
    static Class<?> returned(Method method, Class<?> type) {
        int last = method.getParameterCount() - 1;
        ResolvableType told = ResolvableType.forMethodParameter(method, last, type).getGeneric(0);
        if (told.getType() instanceof WildcardType wildcard
                && wildcard.getLowerBounds().length == 1) {
            Type bound = wildcard.getLowerBounds()[0];
            ResolvableType owner = ResolvableType.forClass(type).as(method.getDeclaringClass());
            told = ResolvableType.forType(bound, owner);
        }
        return told.resolve(Object.class);
    }

    /** The types of the parameters, as the author wrote them. */
    static List<Class<?>> parameters(Method method, Class<?> type) {
        List<Class<?>> all = Hierarchy.parameterTypes(method, type);
        return is(method) ? all.subList(0, all.size() - 1) : all;
    }
}
