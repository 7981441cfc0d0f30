package dev.breaker.spring;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.SpringProxy;
import org.springframework.aop.framework.Advised;
import org.springframework.beans.factory.BeanFactory;

/** Finds the object on which a fallback runs. */
@FunctionalInterface
interface FallbackReceiver {

    /**
     * Finds it.
     *
     * @param target the object behind the proxy of the guarded method
     */
    @Nullable Object of(@Nullable Object target);

    /** The guarded bean itself. */
    static FallbackReceiver self(Method method) {
        return target -> thatHas(method, target);
    }

    /** Another bean, looked up for each run: it may have a scope. */
    static FallbackReceiver bean(BeanFactory beans, String name, Method method) {
        return target -> thatHas(method, beans.getBean(name));
    }

    /** The object itself, or what is behind it if it is a proxy that does not have the method. */
    private static @Nullable Object thatHas(Method method, @Nullable Object object) {
        Object next = object;
        while (next instanceof SpringProxy
                && next instanceof Advised proxy
                && !has(proxy, method)) {
            Object target = targetOf(proxy);
            if (target == null) {
                return next;
            }
            next = target;
        }
        return next;
    }

    private static boolean has(Advised proxy, Method method) {
        Class<?> declaring = method.getDeclaringClass();
        boolean bypasses = (method.getModifiers() & (Modifier.PRIVATE | Modifier.FINAL)) != 0;
        return declaring.isInstance(proxy) && (declaring.isInterface() || !bypasses);
    }

    private static @Nullable Object targetOf(Advised proxy) {
        try {
            return proxy.getTargetSource().getTarget();
        } catch (Exception unavailable) {
            throw new IllegalStateException(
                    "The target of a proxy is not available: " + proxy.getTargetSource(),
                    unavailable);
        }
    }
}
