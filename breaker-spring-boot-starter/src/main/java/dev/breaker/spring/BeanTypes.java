package dev.breaker.spring;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/** The classes of beans behind their proxies, without making a bean. */
final class BeanTypes {

    private static final Log logger = LogFactory.getLog(BeanTypes.class);

    private BeanTypes() {}

    static @Nullable Class<?> of(ConfigurableListableBeanFactory beans, String name) {
        try {
            Class<?> type = AutoProxyUtils.determineTargetClass(beans, name);
            if (type != null && ScopedObject.class.isAssignableFrom(type)) {
                type = behindScope(beans, name, type);
            }
            return type == null ? null : ClassUtils.getUserClass(type);
        } catch (RuntimeException
                | LinkageError unknown) { // as Spring does when it searches all beans
            logger.debug("The type of bean '" + name + "' is not known", unknown);
            return null;
        }
    }

    private static Class<?> behindScope(
            ConfigurableListableBeanFactory beans, String name, Class<?> proxyClass) {
        Class<?> behind =
                AutoProxyUtils.determineTargetClass(
                        beans, ScopedProxyUtils.getTargetBeanName(name));
        return behind == null ? proxyClass : behind;
    }
}
