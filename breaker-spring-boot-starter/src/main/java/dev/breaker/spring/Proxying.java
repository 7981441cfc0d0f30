package dev.breaker.spring;

import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import org.springframework.aop.config.AopConfigUtils;
import org.springframework.aop.framework.ProxyConfig;
import org.springframework.beans.factory.Aware;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.util.ClassUtils;

/** How Spring will make proxies. */
final class Proxying {

    private final BeanFactory beans;

    Proxying(BeanFactory beans) {
        this.beans = beans;
    }

    /** Whether a proxy can be made of a class. */
    boolean isPossible(Class<?> type) {
        boolean open = !Modifier.isFinal(type.getModifiers()) && !type.isSealed();
        return open || !extendsClass(type);
    }

    /** Whether the proxy of a class will extend it; otherwise it implements the same interfaces. */
    boolean extendsClass(Class<?> type) {
        boolean hasInterface = Hierarchy.interfaces(type).stream().anyMatch(Proxying::isUseful);
        boolean neverExtended = Proxy.isProxyClass(type) || ClassUtils.isLambdaClass(type);
        return !neverExtended && (classesArePreferred() || !hasInterface);
    }

    /** Whether Spring takes an interface for one through which a bean is called. */
    private static boolean isUseful(Class<?> type) {
        return type.getMethods().length > 0
                && type != InitializingBean.class
                && type != DisposableBean.class
                && !AutoCloseable.class.isAssignableFrom(type)
                && !Aware.class.isAssignableFrom(type);
    }

    private boolean classesArePreferred() {
        return !beans.containsBean(AopConfigUtils.AUTO_PROXY_CREATOR_BEAN_NAME)
                || (beans.getBean(AopConfigUtils.AUTO_PROXY_CREATOR_BEAN_NAME)
                                instanceof ProxyConfig config
                        && config.isProxyTargetClass());
    }
}
