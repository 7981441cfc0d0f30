package dev.breaker.spring;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.SpringProxy;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ClassUtils;

/**
 * The annotations and plans of methods, each found once. A method may be given as a proxy knows it:
 * a bridge, or one that the class overrides or implements.
 */
final class MethodPlans {

    private final Planner planner;
    private final Weaving weaving;
    private final PerMethod<Optional<Annotated>> annotations =
            new PerMethod<>(
                    (method, type) -> Optional.ofNullable(AnnotationSearch.find(method, type)));
    private final PerMethod<Optional<MethodPlan>> made = new PerMethod<>(this::make);
    private final PlanTable plans = new PlanTable(this::current);
    private final PlanTable withoutFallbacks = new PlanTable(this::withoutFallbacks);
    private final PlanTable fallbacksOnly = new PlanTable(this::fallbacksOnly);
    private final PlanTable woven = new PlanTable(this::currentWoven);

    MethodPlans(Planner planner, Weaving weaving) {
        this.planner = planner;
        this.weaving = weaving;
    }

    /** The annotation that covers a method; null if none does. */
    @Nullable Annotated annotation(Method method, Class<?> type) {
        Class<?> userClass = ClassUtils.getUserClass(type);
        return annotations.get(specific(method, userClass), userClass).orElse(null);
    }

    /** Whether an annotation covers a method, and no weaver's aspect guards it. */
    boolean isForProxies(Method method, Class<?> type) {
        return annotation(method, type) != null
                && !weaving.guards(specific(method, ClassUtils.getUserClass(type)));
    }

    /**
     * The plans of methods, for each method and the class of the object behind its proxy, which may
     * be a proxy itself. To ask for a plan throws {@link InvalidCircuitBreakerException} if the
     * annotation cannot work.
     */
    PlanTable plans() {
        return plans;
    }

    /** The same where the fallbacks stand further out. */
    PlanTable withoutFallbacks() {
        return withoutFallbacks;
    }

    /** The plans of methods with fallbacks, where the breaker stands further in. */
    PlanTable fallbacksOnly() {
        return fallbacksOnly;
    }

    /**
     * The plans of methods whose bodies are about to run, for each method as it was written and the
     * class of the object, or that of a static method. None where something else guards the call.
     */
    PlanTable woven() {
        return woven;
    }

    private @Nullable MethodPlan withoutFallbacks(Method method, Class<?> type) {
        MethodPlan plan = current(method, type);
        return plan == null ? null : plan.withoutFallbacks();
    }

    private @Nullable MethodPlan fallbacksOnly(Method method, Class<?> type) {
        MethodPlan plan = current(method, type);
        return plan == null ? null : plan.fallbacksOnly();
    }

    /**
     * The plan of a method for one who will not ask again; null if no annotation covers it.
     *
     * @throws InvalidCircuitBreakerException if the annotation cannot work
     */
    @Nullable MethodPlan current(Method method, Class<?> type) {
        MethodPlan plan = renewed(method, type);
        return plan != null && SpringProxy.class.isAssignableFrom(type)
                ? plan.aroundProxies()
                : plan;
    }

    private @Nullable MethodPlan renewed(Method method, Class<?> type) {
        return made.get(method, type).map(plan -> plan.renewed(planner.breakers())).orElse(null);
    }

    private @Nullable MethodPlan currentWoven(Method method, Class<?> type) {
        Class<?> userClass = ClassUtils.getUserClass(type);
        boolean guarded = !isPartOfAnotherCall(method, userClass) && weaving.guards(method);
        return guarded ? renewed(method, userClass) : null;
    }

    /**
     * What runs by {@code super.method()} is a part of the call of the method that overrides it;
     * what the class of a proxy declares leads to the method behind it, if to any: weavers see such
     * classes, too.
     */
    private static boolean isPartOfAnotherCall(Method method, Class<?> userClass) {
        return !method.getDeclaringClass().isAssignableFrom(userClass)
                || !specific(method, userClass).equals(method);
    }

    /**
     * Looks for the breakers anew from now on, for one that plans hold is no longer that of its
     * name. All else that was resolved stays: a method that could be guarded once can be again,
     * whatever became of its breaker.
     */
    void forget() {
        plans.clear();
        withoutFallbacks.clear();
        fallbacksOnly.clear();
        woven.clear();
    }

    private Optional<MethodPlan> make(Method method, Class<?> type) {
        Class<?> userClass = ClassUtils.getUserClass(type);
        Method specific = specific(method, userClass);
        if (userClass != type || !specific.equals(method)) {
            return made.get(specific, userClass);
        }
        return annotations
                .get(method, type)
                .map(annotated -> planner.plan(method, type, annotated));
    }

    /** The method as a class has it; the class of a JDK proxy has it as its interface does. */
    static Method specific(Method method, Class<?> type) {
        return Proxy.isProxyClass(type) ? method : AopUtils.getMostSpecificMethod(method, type);
    }
}
