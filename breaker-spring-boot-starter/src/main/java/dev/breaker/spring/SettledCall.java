package dev.breaker.spring;

import dev.breaker.CallNotPermittedException;
import dev.breaker.GuardedCall;
import dev.breaker.Outcome;
import org.jspecify.annotations.Nullable;

/** A call through a door that is done when it returns, with the fallbacks of its plan. */
final class SettledCall<I> implements GuardedCall<MethodPlan, I> {

    private final Door<I> door;

    SettledCall(Door<I> door) {
        this.door = door;
    }

    @Override
    public @Nullable Object call(MethodPlan plan, I invocation) throws Throwable {
        return door.proceed(invocation);
    }

    @Override
    public boolean isDone(MethodPlan plan, I invocation, @Nullable Object result) {
        return plan.guard().isDone(result);
    }

    @Override
    public @Nullable Object rejected(
            MethodPlan plan, I invocation, CallNotPermittedException rejection) throws Throwable {
        return plan.fallbacks().afterRejection(rejection, invocation, door);
    }

    @Override
    public @Nullable Object threw(MethodPlan plan, I invocation, Throwable thrown, Outcome outcome)
            throws Throwable {
        return plan.fallbacks().afterException(thrown, outcome, invocation, door);
    }
}
