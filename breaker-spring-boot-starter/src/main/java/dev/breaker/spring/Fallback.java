package dev.breaker.spring;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * A fallback method, ready to run.
 *
 * @param fit which method it is, and what it takes
 * @param receiver finds the object whose method it is
 * @param handle of type {@code (Object receiver, Object[] arguments, Throwable)Object}
 * @param plan how it is guarded itself; null if it is not
 */
record Fallback(
        FallbackMatch.Fit fit,
        FallbackReceiver receiver,
        MethodHandle handle,
        @Nullable MethodPlan plan) {

    /** The same, guarded by the breaker that there is now. */
    Fallback renewed(Breakers breakers) {
        return plan == null ? this : new Fallback(fit, receiver, handle, plan.renewed(breakers));
    }

    /**
     * Runs it.
     *
     * @param target the object behind the proxy of the guarded method
     * @param arguments those of the guarded method
     */
    @Nullable Object run(@Nullable Object target, @Nullable Object[] arguments, Throwable thrown)
            throws Throwable {
        return plan == null
                ? invoke(target, arguments, thrown)
                : plan.guard()
                        .call(
                                plan,
                                new FallbackCall(this, target, arguments, thrown),
                                FallbackCall.DOOR);
    }

    /** Runs it unguarded. */
    @Nullable Object invoke(@Nullable Object target, @Nullable Object[] arguments, Throwable thrown)
            throws Throwable {
        return (Object) handle.invokeExact(receiver.of(target), arguments, thrown);
    }
}
