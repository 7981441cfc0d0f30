package dev.breaker.spring;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why calls of a method do not come through the proxy of its bean.
 *
 * @param reason what the method is
 * @param remedy what to do, if it is to be guarded where it is
 */
record Bypass(String reason, String remedy) {

    /** The reason; null if calls come through. */
    static @Nullable Bypass of(Method method, Exposure exposure, Proxying proxying) {
        if (Modifier.isPrivate(method.getModifiers())) {
            return new Bypass("private", "Make it public, protected or package-private");
        }
        if (Modifier.isStatic(method.getModifiers())) {
            return new Bypass("static", "Make it an instance method");
        }
        boolean extended =
                switch (exposure.way()) {
                    case CLASS -> true;
                    case INTERFACES -> false;
                    case BARE, UNKNOWN -> proxying.extendsClass(exposure.type());
                };
        return extended ? ofSubclass(method, exposure.type()) : ofInterfaces(method, exposure);
    }

    private static @Nullable Bypass ofSubclass(Method method, Class<?> type) {
        if (Modifier.isFinal(method.getModifiers())) {
            return new Bypass("final, and the proxy cannot override it", "Remove 'final'");
        }
        String home = method.getDeclaringClass().getPackageName();
        int visible = Modifier.PUBLIC | Modifier.PROTECTED;
        return (method.getModifiers() & visible) == 0 && !home.equals(type.getPackageName())
                ? new Bypass(
                        "visible in package %s only, and the proxy cannot override it from another"
                                .formatted(home),
                        "Make it public or protected")
                : null;
    }

    private static @Nullable Bypass ofInterfaces(Method method, Exposure exposure) {
        Class<?> type = exposure.type();
        Collection<Class<?>> interfaces =
                exposure.interfaces().isEmpty()
                        ? Hierarchy.interfaces(type)
                        : exposure.interfaces();
        boolean visible =
                interfaces.stream()
                        .flatMap(above -> Hierarchy.methods(above).stream())
                        .anyMatch(above -> Hierarchy.sameMethod(above, method, type));
        return visible
                ? null
                : new Bypass(
                        interfaces.stream()
                                .map(Descriptions::of)
                                .collect(
                                        Collectors.joining(
                                                ", ",
                                                "in none of the interfaces of its proxy (",
                                                ")")),
                        "Declare it in one of them, or set spring.aop.proxy-target-class=true");
    }
}
