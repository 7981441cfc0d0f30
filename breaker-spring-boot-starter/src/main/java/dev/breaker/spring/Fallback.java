package dev.breaker.spring;

import java.lang.invoke.MethodHandle;
import java.util.function.Supplier;
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
     * @param context what surrounded the guarded call
     * @param known the last known value of the guarded call, for a fallback that is guarded itself
     */
    @Nullable Object run(
            @Nullable Object target,
            @Nullable Object[] arguments,
            Throwable thrown,
            CapturedContext context,
            Supplier<@Nullable Recalled> known)
            throws Throwable {
        if (plan == null) {
            return invoke(target, arguments, thrown, context);
        }
        FallbackCall call = new FallbackCall(this, target, arguments, thrown, context, known);
        return plan.guard().call(plan, call, FallbackCall.DOOR);
    }

    /** Runs it unguarded. */
    @Nullable Object invoke(
            @Nullable Object target,
            @Nullable Object[] arguments,
            Throwable thrown,
            CapturedContext context)
            throws Throwable {
        if (context == CapturedContext.NONE) {
            return invoke(target, arguments, thrown);
        }
        CapturedContext.Scope scope = context.restore();
        try {
            return invoke(target, arguments, thrown);
        } finally {
            scope.close();
        }
    }

    private @Nullable Object invoke(
            @Nullable Object target, @Nullable Object[] arguments, Throwable thrown)
            throws Throwable {
        return (Object) handle.invokeExact(receiver.of(target), arguments, thrown);
    }
}
