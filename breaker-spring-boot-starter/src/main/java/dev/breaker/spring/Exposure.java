package dev.breaker.spring;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.SpringProxy;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ClassUtils;

/**
 * How a bean that carries the annotation meets its callers.
 *
 * @param type its class behind the proxy
 * @param way how calls come in
 * @param interfaces those of the proxy, if it has no more than interfaces
 */
record Exposure(Class<?> type, Way way, List<Class<?>> interfaces) {

    /** How calls come in. */
    enum Way {
        /** Through a proxy that extends the class. */
        CLASS,
        /** Through a proxy that implements interfaces. */
        INTERFACES,
        /** Past the advice. */
        BARE,
        /** The bean has not been made, or its proxy cannot be looked into. */
        UNKNOWN
    }

    static Exposure unknown(Class<?> type) {
        return new Exposure(type, Way.UNKNOWN, List.of());
    }

    Exposure asUnknown() {
        return unknown(type);
    }

    /** The exposure of a bean; null if it does not carry the annotation. */
    static @Nullable Exposure of(Object bean, Carriers carriers) {
        if (bean instanceof ScopedObject) {
            return null; // leads to another bean, which has a name of its own
        }
        Object advised = advised(bean);
        if (advised != null) {
            return advisedBy(advised);
        }
        Class<?> type = ClassUtils.getUserClass(bean);
        if (bean instanceof SpringProxy && !carriers.carries(type)) {
            type = ClassUtils.getUserClass(AopProxyUtils.ultimateTargetClass(bean));
        }
        boolean opaque = bean instanceof SpringProxy && !(bean instanceof Advised);
        Way way = opaque ? Way.UNKNOWN : Way.BARE;
        return carriers.carries(type) ? new Exposure(type, way, List.of()) : null;
    }

    private static Exposure advisedBy(Object proxy) {
        Object target = AopProxyUtils.getSingletonTarget(proxy);
        Class<?> type = ClassUtils.getUserClass(target == null ? proxy : target);
        return AopUtils.isJdkDynamicProxy(proxy)
                ? new Exposure(
                        type, Way.INTERFACES, List.of(AopProxyUtils.proxiedUserInterfaces(proxy)))
                : new Exposure(type, Way.CLASS, List.of());
    }

    /** Whether an object is a proxy with the advice, itself or further in. */
    static boolean isAdvised(Object object) {
        return advised(object) != null;
    }

    private static @Nullable Object advised(Object object) {
        Object next = object;
        while (next instanceof Advised proxy) {
            if (Arrays.stream(proxy.getAdvisors()).anyMatch(BreakerAdvisor.class::isInstance)) {
                return next;
            }
            next = AopProxyUtils.getSingletonTarget(next);
        }
        return null;
    }
}
