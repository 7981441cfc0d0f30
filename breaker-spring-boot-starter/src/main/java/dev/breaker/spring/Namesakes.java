package dev.breaker.spring;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** The beans of one class, which may be clients of different services. */
final class Namesakes {

    private final ConfigurableListableBeanFactory beans;
    private final List<String> names;

    private Namesakes(ConfigurableListableBeanFactory beans, List<String> names) {
        this.beans = beans;
        this.names = names;
    }

    static Namesakes of(ConfigurableListableBeanFactory beans, Class<?> type) {
        Set<String> all = new LinkedHashSet<>(List.of(beans.getBeanDefinitionNames()));
        all.addAll(List.of(beans.getSingletonNames()));
        return new Namesakes(
                beans,
                all.stream()
                        .filter(name -> !ScopedProxyUtils.isScopedTarget(name))
                        .filter(name -> BeanTypes.of(beans, name) == type)
                        .toList());
    }

    /** Whether there are no two. */
    boolean areNone() {
        return names.size() < 2;
    }

    /** The name of the bean that this object is; null if it is none of the singletons. */
    @Nullable String nameOf(@Nullable Object target) {
        Object meant = target == null ? null : innermost(target);
        for (String name : names) {
            Object singleton = beans.getSingleton(name);
            if (singleton != null && innermost(singleton) == meant) {
                return name;
            }
        }
        return null;
    }

    private static Object innermost(Object object) {
        Object behind = AopProxyUtils.getSingletonTarget(object);
        return behind == null ? object : innermost(behind);
    }
}
