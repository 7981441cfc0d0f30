package dev.breaker.spring.standing;

import java.util.Arrays;
import java.util.List;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;

/** What a test must know of proxies. */
final class Proxies {

    private Proxies() {}

    /** The object behind a proxy. */
    @SuppressWarnings("unchecked")
    static <T> T target(T proxy) {
        return (T) AopProxyUtils.getSingletonTarget(proxy);
    }

    /** The advice around a bean, outermost first. */
    static List<String> advice(Object proxy) {
        return Arrays.stream(((Advised) proxy).getAdvisors())
                .map(advisor -> advisor.getAdvice().getClass().getSimpleName())
                .toList();
    }
}
