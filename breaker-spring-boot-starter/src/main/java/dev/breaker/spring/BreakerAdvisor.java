package dev.breaker.spring;

import java.lang.reflect.Method;
import org.aopalliance.aop.Advice;
import org.springframework.aop.Pointcut;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;

/**
 * Puts the methods of Spring beans that {@link dev.breaker.annotation.CircuitBreaker} covers behind
 * their breakers. Needs no other bean before the first of these methods is called. Thread-safe.
 */
public final class BreakerAdvisor implements PointcutAdvisor, Ordered {

    /** The default order: outside transactions and caches, which come last. */
    public static final int DEFAULT_ORDER = Ordered.LOWEST_PRECEDENCE - 10;

    private final int order;
    private final Carriers carriers = new Carriers();
    private final Proxying proxying;
    private final Planner planner;
    private final MethodPlans plans;
    private final Pointcut pointcut;
    private final Advice advice;

    /**
     * An advisor.
     *
     * @param beans where {@link Breakers} and {@link FallbackCounts} are found when they are needed
     * @param order the place of the breaker among other advice; lower is further out
     */
    public BreakerAdvisor(ConfigurableListableBeanFactory beans, int order) {
        this.order = order;
        proxying = new Proxying(beans);
        planner = new Planner(beans);
        plans = new MethodPlans(planner);
        pointcut = new CoveredMethods();
        advice = new BreakerInterceptor(plans);
    }

    @Override
    public Pointcut getPointcut() {
        return pointcut;
    }

    @Override
    public Advice getAdvice() {
        return advice;
    }

    @Override
    public int getOrder() {
        return order;
    }

    Carriers carriers() {
        return carriers;
    }

    Proxying proxying() {
        return proxying;
    }

    Planner planner() {
        return planner;
    }

    MethodPlans plans() {
        return plans;
    }

    private final class CoveredMethods extends StaticMethodMatcherPointcut {

        private CoveredMethods() {
            // A class that no proxy can be made of must not stop its bean here: the check says
            // more.
            setClassFilter(type -> carriers.carries(type) && proxying.isPossible(type));
        }

        @Override
        public boolean matches(Method method, Class<?> type) {
            return plans.annotation(method, type) != null;
        }
    }
}
