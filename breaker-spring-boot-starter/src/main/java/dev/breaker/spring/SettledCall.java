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
        return instead(rejection, plan.fallbacks().afterRejection(rejection), invocation);
    }

    @Override
    public @Nullable Object threw(MethodPlan plan, I invocation, Throwable thrown, Outcome outcome)
            throws Throwable {
        Substitute substitute = plan.fallbacks().afterException(thrown, outcome);
        return substitute != null && Wrappers.isInterruption(thrown)
                ? insteadOfInterruption(thrown, substitute, invocation)
                : instead(thrown, substitute, invocation);
    }

    private @Nullable Object insteadOfInterruption(
            Throwable thrown, Substitute substitute, I invocation) throws Throwable {
        Thread.currentThread().interrupt(); // the caller will not see it any more
        try {
            return instead(thrown, substitute, invocation);
        } catch (Throwable broken) {
            if (broken == thrown) {
                Thread.interrupted(); // he will
            }
            throw broken;
        }
    }

    private @Nullable Object instead(
            Throwable thrown, @Nullable Substitute substitute, I invocation) throws Throwable {
        if (substitute == null) {
            throw thrown;
        }
        return substitute.run(invocation, door, CapturedContext.NONE);
    }
}
