package dev.breaker.spring.jdbc;

import dev.breaker.Breaker;
import dev.breaker.spring.Breakers;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.aopalliance.aop.Advice;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopConfigException;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.target.EmptyTargetSource;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

/**
 * Puts {@link DataSource} beans behind breakers. Innermost: before the pool itself, and behind
 * whatever else is put around it, such as a proxy that fetches its connections late. A bean keeps
 * its class where that can be extended, so that it can be injected by it. Thread-safe.
 */
public final class GuardedDataSources implements BeanPostProcessor, BeanClassLoaderAware, Ordered {

    private final Function<String, @Nullable String> breakerOf;
    private final Supplier<Breakers> breakers;
    private final Set<String> guarded = ConcurrentHashMap.newKeySet();
    private @Nullable ClassLoader classLoader;

    /**
     * A post-processor.
     *
     * @param breakerOf tells the name of the breaker of a bean, by the name of that; null: none
     * @param breakers asked when the first connection is
     */
    public GuardedDataSources(
            Function<String, @Nullable String> breakerOf, Supplier<Breakers> breakers) {
        this.breakerOf = breakerOf;
        this.breakers = breakers;
    }

    /** {@return whether the bean of this name was put behind its breaker} */
    public boolean guards(String beanName) {
        return guarded.contains(beanName);
    }

    @Override
    public void setBeanClassLoader(ClassLoader classLoader) {
        this.classLoader = classLoader;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        String breaker = bean instanceof DataSource ? breakerOf.apply(beanName) : null;
        if (breaker == null) {
            return bean;
        }
        guarded.add(beanName);
        return proxy((DataSource) bean, () -> breakers.get().current(breaker, ""));
    }

    private Object proxy(DataSource bean, Supplier<Breaker> breaker) {
        Advice advice = new DataSourceInterceptor(bean, breaker);
        if (canBeExtended(bean.getClass())) {
            try {
                return proxy(bean.getClass(), advice, true);
            } catch (AopConfigException hidden) {
                // Its constructors are private, say: nobody else can name its class, either.
            }
        }
        return proxy(bean.getClass(), advice, false);
    }

    private Object proxy(Class<?> type, Advice advice, boolean ofClass) {
        ProxyFactory factory = new ProxyFactory();
        factory.setTargetSource(EmptyTargetSource.forClass(type));
        factory.setInterfaces(ClassUtils.getAllInterfacesForClass(type, classLoader));
        factory.setProxyTargetClass(ofClass);
        factory.addAdvice(advice);
        return factory.getProxy(classLoader);
    }

    /** A final method would be called on the proxy itself, which has no state. */
    private static boolean canBeExtended(Class<?> type) {
        for (Method method : type.getMethods()) {
            int modifiers = method.getModifiers();
            if (Modifier.isFinal(modifiers)
                    && !Modifier.isStatic(modifiers)
                    && method.getDeclaringClass() != Object.class) {
                return false;
            }
        }
        return !Modifier.isFinal(type.getModifiers());
    }
}
