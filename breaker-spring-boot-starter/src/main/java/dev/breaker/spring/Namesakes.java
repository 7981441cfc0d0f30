package dev.breaker.spring;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** The beans that may be of one class, each of which may be the client of another service. */
final class Namesakes {

    private static final Log logger = LogFactory.getLog(Namesakes.class);

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
                        .filter(name -> mayBe(type, BeanTypes.of(beans, name)))
                        .toList());
    }

    /** What is known of a bean that is not made yet is only what it is declared as, if that. */
    private static boolean mayBe(Class<?> type, @Nullable Class<?> known) {
        return known == null || known.isAssignableFrom(type) || type.isAssignableFrom(known);
    }

    /** The name of the bean that this object is; null if it is none of the singletons. */
    @Nullable String nameOf(@Nullable Object target) {
        if (target == null) {
            return null;
        }
        Object meant = innermost(target);
        for (String name : names) {
            if (beans.containsSingleton(name) && isSingleton(name, meant)) {
                return name;
            }
        }
        return null;
    }

    private boolean isSingleton(String name, Object meant) {
        Object singleton = beans.getSingleton(name);
        if (singleton == null || innermost(singleton) == meant) {
            return singleton != null;
        }
        return singleton instanceof FactoryBean<?> factory && isProduct(factory, name, meant);
    }

    private boolean isProduct(FactoryBean<?> factory, String name, Object meant) {
        try {
            return factory.isSingleton() && innermost(beans.getBean(name)) == meant;
        } catch (RuntimeException none) {
            logger.debug("What the factory '" + name + "' makes is not known", none);
            return false;
        }
    }

    private static Object innermost(Object object) {
        Object behind = AopProxyUtils.getSingletonTarget(object);
        return behind == null ? object : innermost(behind);
    }
}
