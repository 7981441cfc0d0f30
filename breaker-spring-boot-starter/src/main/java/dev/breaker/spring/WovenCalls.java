package dev.breaker.spring;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * The door for calls that a weaver intercepts: guards them as those that come through proxies, with
 * the breakers of one application. Thread-safe.
 *
 * @param <I> what stands for an intercepted call
 */
public final class WovenCalls<I> {

    private final PlanTable plans;
    private final WovenCall<I> kind;
    private final Door<I> door;

    WovenCalls(PlanTable plans, WovenCall<I> kind) {
        this.plans = plans;
        this.kind = kind;
        this.door = new WovenDoor<>(kind);
    }

    /**
     * Makes a call, guarded if an annotation covers it and nothing else guards it.
     *
     * @param invocation the call
     * @return what the call returned, or its fallback
     * @throws InvalidCircuitBreakerException if the annotation cannot work
     * @throws Throwable what the call or its fallback threw, or the rejection
     */
    public @Nullable Object call(I invocation) throws Throwable {
        Object target = kind.target(invocation);
        Method method = kind.method(invocation);
        Class<?> type = target == null ? method.getDeclaringClass() : target.getClass();
        MethodPlan plan = plans.get(method, type);
        return plan == null ? kind.proceed(invocation) : plan.guard().call(plan, invocation, door);
    }
}
