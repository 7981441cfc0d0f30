package dev.breaker.spring;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why calls of a method do not come through the proxy of its bean. */
final class Bypass {

    private Bypass() {}

    /** The reason, as the rest of a sentence about the method; null if calls come through. */
    static @Nullable String reason(Method method, Exposure exposure, Proxying proxying) {
        if (Modifier.isPrivate(method.getModifiers())) {
            return "is private";
        }
        if (Modifier.isStatic(method.getModifiers())) {
            return "is static";
        }
        boolean extended =
                switch (exposure.way()) {
                    case CLASS -> true;
                    case INTERFACES -> false;
                    case BARE, UNKNOWN -> proxying.extendsClass(exposure.type());
                };
        return extended ? ofSubclass(method, exposure.type()) : ofInterfaces(method, exposure);
    }

    private static @Nullable String ofSubclass(Method method, Class<?> type) {
        if (Modifier.isFinal(method.getModifiers())) {
            return "is final, so that the proxy cannot override it";
        }
        Class<?> declaring = method.getDeclaringClass();
        int visible = Modifier.PUBLIC | Modifier.PROTECTED;
        return (method.getModifiers() & visible) == 0
                        && !declaring.getPackageName().equals(type.getPackageName())
                ? "is visible in package %s only, so that the proxy cannot override it"
                        .formatted(declaring.getPackageName())
                : null;
    }

    private static @Nullable String ofInterfaces(Method method, Exposure exposure) {
        Class<?> type = exposure.type();
        Collection<Class<?>> interfaces =
                exposure.interfaces().isEmpty()
                        ? Hierarchy.interfaces(type)
                        : exposure.interfaces();
        boolean visible =
                interfaces.stream()
                        .flatMap(Hierarchy::methods)
                        .anyMatch(above -> Hierarchy.sameMethod(above, method, type));
        return visible
                ? null
                : interfaces.stream()
                        .map(Descriptions::of)
                        .collect(
                                Collectors.joining(
                                        ", ", "is in none of the interfaces of the proxy (", ")"));
    }
}
