package dev.breaker.spring.http;

import org.springframework.aop.scope.ScopedProxyUtils;

/** Names of beans as the application gave them. */
final class BeanNames {

    private BeanNames() {}

    /** {@return the name of the bean for which this one stands in its scope} */
    static String withoutScope(String name) {
        return ScopedProxyUtils.isScopedTarget(name)
                ? ScopedProxyUtils.getOriginalBeanName(name)
                : name;
    }
}
