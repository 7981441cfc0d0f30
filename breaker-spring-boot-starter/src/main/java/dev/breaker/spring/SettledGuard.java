package dev.breaker.spring;

import dev.breaker.CallNotPermittedException;
import dev.breaker.Outcome;
import dev.breaker.Permit;
import org.jspecify.annotations.Nullable;

/** Guards a method that is done when it returns. */
class SettledGuard implements Guard {

    @Override
    public final <I> @Nullable Object call(MethodPlan plan, I invocation, Door<I> door)
            throws Throwable {
        Permit permit;
        try {
            permit = plan.breaker().acquire();
        } catch (CallNotPermittedException rejected) {
            return plan.fallbacks().afterRejection(rejected, invocation, door);
        }
        Object result;
        try {
            result = door.proceed(invocation);
        } catch (Throwable thrown) {
            Outcome outcome = permit.failed(thrown);
            return plan.fallbacks().afterException(thrown, outcome, invocation, door);
        }
        settle(permit, result);
        return result;
    }

    void settle(Permit permit, @Nullable Object result) {
        permit.completed(result);
    }
}
