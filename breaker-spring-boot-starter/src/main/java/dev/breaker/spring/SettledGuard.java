package dev.breaker.spring;

import org.jspecify.annotations.Nullable;

/** Guards a method that is done when it returns. */
class SettledGuard implements Guard {

    @Override
    public final <I> @Nullable Object call(MethodPlan plan, I invocation, Door<I> door)
            throws Throwable {
        return plan.breaker(invocation, door).call(door.settled(), plan, invocation);
    }

    @Override
    public final Guard remembering() {
        return new RememberingGuard(this);
    }

    @Override
    public boolean isDone(@Nullable Object result) {
        return true;
    }
}
