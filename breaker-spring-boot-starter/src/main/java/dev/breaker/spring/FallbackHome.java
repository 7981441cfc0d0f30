package dev.breaker.spring;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Where the fallbacks of a method are looked for.
 *
 * @param type the class that has them, itself or from above
 * @param method their name
 * @param bean the name of the other bean of that class; null for the guarded bean itself
 */
record FallbackHome(Class<?> type, String method, @Nullable String bean) {

    static FallbackHome own(Class<?> type, String method) {
        return new FallbackHome(type, method, null);
    }

    /**
     * The method through which to call one of the class. For another bean that is a method of an
     * interface, where there is one: the bean's proxy may have no more than interfaces.
     */
    Method callable(Method method) {
        return bean == null
                ? method
                : Hierarchy.interfaces(type).stream()
                        .flatMap(above -> Hierarchy.declaredMethods(above).stream())
                        .filter(above -> Hierarchy.sameMethod(above, method, type))
                        .findFirst()
                        .orElse(method);
    }

    /** What the annotation has to say for a method of this name. */
    String reference(String otherMethod) {
        return bean == null ? otherMethod : bean + "::" + otherMethod;
    }

    @Override
    public String toString() {
        return bean == null
                ? Descriptions.of(type)
                : "bean '%s' (%s)".formatted(bean, Descriptions.of(type));
    }
}
