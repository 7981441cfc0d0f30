package dev.breaker.spring;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.interceptor.ExposeInvocationInterceptor;

/** The door for Spring's proxies. */
final class BreakerInterceptor implements MethodInterceptor {

    private static final Door<MethodInvocation> DOOR =
            new Door<>() {
                private final SettledCall<MethodInvocation> settled = new SettledCall<>(this);

                @Override
                public SettledCall<MethodInvocation> settled() {
                    return settled;
                }

                @Override
                public @Nullable Object proceed(MethodInvocation invocation) throws Throwable {
                    return invocation.proceed();
                }

                @Override
                public @Nullable Object proceedAgain(MethodInvocation invocation) throws Throwable {
                    MethodInvocation again =
                            invocation instanceof ProxyMethodInvocation cloneable
                                    ? cloneable.invocableClone()
                                    : invocation;
                    // by then the invocation is no longer exposed to the advice further in
                    return ExposeInvocationInterceptor.INSTANCE.invoke(again);
                }

                @Override
                public @Nullable Object target(MethodInvocation invocation) {
                    return invocation.getThis();
                }

                @Override
                public @Nullable Object[] arguments(MethodInvocation invocation) {
                    return invocation.getArguments();
                }
            };

    private final PlanTable plans;

    BreakerInterceptor(PlanTable plans) {
        this.plans = plans;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        Object target = invocation.getThis();
        Class<?> type =
                target == null ? invocation.getMethod().getDeclaringClass() : target.getClass();
        MethodPlan plan = plans.get(invocation.getMethod(), type);
        return plan == null ? invocation.proceed() : plan.guard().call(plan, invocation, DOOR);
    }
}
