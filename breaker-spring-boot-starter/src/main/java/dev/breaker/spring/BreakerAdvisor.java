package dev.breaker.spring;

import java.lang.reflect.Method;
import org.aopalliance.aop.Advice;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.Pointcut;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.AdviceMode;
import org.springframework.core.Ordered;

/**
 * Puts the methods of Spring beans that {@link dev.breaker.annotation.CircuitBreaker} covers behind
 * their breakers. Needs no other bean before the first of these methods is called. Thread-safe.
 */
public final class BreakerAdvisor implements PointcutAdvisor, Ordered {

    /** The default order: outside transactions, which come last. */
    public static final int DEFAULT_ORDER = Ordered.LOWEST_PRECEDENCE - 10;

    private final @Nullable Integer order;
    private final Weaving weaving;
    private final Carriers carriers;
    private final Proxying proxying;
    private final Planner planner;
    private final MethodPlans plans;
    private final Pointcut pointcut;
    private final Advice advice;
    private final @Nullable BreakerAdvisor withoutFallbacks;

    /**
     * An advisor.
     *
     * @param beans where {@link Breakers} and {@link FallbackCounts} are found when they are needed
     * @param order the place of the breaker among other advice, lower is further out; null for what
     *     is right for most
     * @param mode whether woven methods are left to the weaver's aspect
     */
    public BreakerAdvisor(
            ConfigurableListableBeanFactory beans, @Nullable Integer order, AdviceMode mode) {
        this.order = order;
        weaving = new Weaving(mode == AdviceMode.ASPECTJ);
        carriers = new Carriers();
        proxying = new Proxying(beans);
        planner = new Planner(beans, weaving);
        plans = new MethodPlans(planner, weaving);
        pointcut = new CoveredMethods();
        advice = new BreakerInterceptor(plans.plans());
        withoutFallbacks = new BreakerAdvisor(this);
    }

    private BreakerAdvisor(BreakerAdvisor whole) {
        order = whole.order;
        weaving = whole.weaving;
        carriers = whole.carriers;
        proxying = whole.proxying;
        planner = whole.planner;
        plans = whole.plans;
        pointcut = whole.pointcut;
        advice = new BreakerInterceptor(plans.withoutFallbacks());
        withoutFallbacks = null;
    }

    /** Whether fallbacks run here, too. */
    boolean isWhole() {
        return withoutFallbacks != null;
    }

    /** The breaker alone, for a place further in than {@link #fallbacksOnly()}. */
    BreakerAdvisor withoutFallbacks() {
        return withoutFallbacks == null ? this : withoutFallbacks;
    }

    /** The fallbacks alone. */
    Advisor fallbacksOnly() {
        return new DefaultPointcutAdvisor(pointcut, new BreakerInterceptor(plans.fallbacksOnly()));
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
        return order == null ? DEFAULT_ORDER : order;
    }

    boolean isOrderSet() {
        return order != null;
    }

    /**
     * The door for calls that a weaver intercepts.
     *
     * @param kind how they look
     * @param <I> what stands for an intercepted call
     * @return the door; null where proxies guard everything
     */
    public <I> @Nullable WovenCalls<I> wovenCalls(WovenCall<I> kind) {
        return weaving.isUsed() ? new WovenCalls<>(plans.woven(), kind) : null;
    }

    Weaving weaving() {
        return weaving;
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
            return plans.isForProxies(method, type);
        }
    }
}
