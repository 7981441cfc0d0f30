package dev.breaker.spring;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlinx.coroutines.Job;
import org.jspecify.annotations.Nullable;
import org.springframework.core.CoroutinesUtils;

/**
 * A fallback that is a suspend function. It runs in the coroutine context of the guarded function,
 * and what it returns here is a publisher.
 *
 * @param method the fallback
 * @param fit what it takes
 */
record CoroutineFallback(Method method, FallbackMatch.Fit fit) {

    private static final MethodType TYPE =
            MethodType.methodType(Object.class, Object.class, Object[].class, Throwable.class);

    /** A handle of type {@code (Object receiver, Object[] arguments, Throwable)Object}. */
    static MethodHandle handle(FallbackMatch.Fit fit, Method method) throws IllegalAccessException {
        try {
            return MethodHandles.lookup()
                    .findVirtual(CoroutineFallback.class, "run", TYPE)
                    .bindTo(new CoroutineFallback(method, fit));
        } catch (NoSuchMethodException impossible) {
            throw new AssertionError(impossible);
        }
    }

    Object run(Object receiver, @Nullable Object[] guarded, Throwable thrown) {
        int taken = fit.taken();
        boolean takesException = fit.exception() != null;
        @Nullable Object[] arguments = Arrays.copyOf(guarded, takesException ? taken + 1 : taken);
        if (takesException) {
            arguments[taken] = thrown;
        }
        return CoroutinesUtils.invokeSuspendingFunction(
                contextOf(guarded), method, receiver, arguments);
    }

    /** That of the caller, who waits in a job of his own. */
    private static CoroutineContext contextOf(@Nullable Object[] guarded) {
        Continuation<?> caller = (Continuation<?>) guarded[guarded.length - 1];
        if (caller == null) {
            throw new IllegalStateException("A suspend function was called without a continuation");
        }
        return caller.getContext().minusKey(Job.Key);
    }
}
