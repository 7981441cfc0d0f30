package dev.breaker.spring;

import dev.breaker.CallNotPermittedException;
import dev.breaker.Outcome;
import dev.breaker.Permit;
import org.jspecify.annotations.Nullable;

/** Guards a method that is done when it returns, and whose answers are remembered. */
final class RememberingGuard implements Guard {

    private final SettledGuard guard;

    /**
     * A guard.
     *
     * @param guard knows when the method is done
     */
    RememberingGuard(SettledGuard guard) {
        this.guard = guard;
    }

    @Override
    public boolean isDone(@Nullable Object result) {
        return guard.isDone(result);
    }

    @Override
    public <I> @Nullable Object call(MethodPlan plan, I invocation, Door<I> door) throws Throwable {
        Permit permit;
        try {
            permit = plan.breaker(invocation, door).acquire();
        } catch (CallNotPermittedException rejected) {
            return door.settled().rejected(plan, invocation, rejected);
        }
        Object result;
        try {
            result = door.proceed(invocation);
        } catch (Throwable thrown) {
            Outcome outcome = permit.failed(thrown);
            return door.settled().threw(plan, invocation, thrown, outcome);
        }
        if (isDone(result)) {
            plan.fallbacks().heard(permit.completed(result), invocation, door, result);
        } else {
            permit.cancel();
        }
        return result;
    }
}
