package dev.breaker.spring;

import org.jspecify.annotations.Nullable;

/** Guards a method of a proxy's target that is a proxy too: the innermost advice is the one. */
final class InnermostGuard implements Guard {

    private final Guard guard;

    InnermostGuard(Guard guard) {
        this.guard = guard;
    }

    @Override
    public boolean isDone(@Nullable Object result) {
        return guard.isDone(result);
    }

    @Override
    public <I> @Nullable Object call(MethodPlan plan, I invocation, Door<I> door) throws Throwable {
        Object target = door.target(invocation);
        return target != null && Exposure.isAdvised(target)
                ? door.proceed(invocation)
                : guard.call(plan, invocation, door);
    }
}
