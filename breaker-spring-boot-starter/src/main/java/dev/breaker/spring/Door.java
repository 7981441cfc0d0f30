package dev.breaker.spring;

import org.jspecify.annotations.Nullable;

/**
 * A way in which calls are intercepted, as the advice needs to know it. Without state: what belongs
 * to one call is in the invocation, so that a call allocates nothing here.
 *
 * @param <I> what stands for an intercepted call
 */
interface Door<I> {

    /** Makes the call. */
    @Nullable Object proceed(I invocation) throws Throwable;

    /**
     * Makes the call later than it was intercepted, and perhaps more than once: at each
     * subscription to what it returned. On any thread.
     */
    default @Nullable Object proceedAgain(I invocation) throws Throwable {
        return proceed(invocation);
    }

    /** The object behind the proxy; null where there is none. */
    @Nullable Object target(I invocation);

    @Nullable Object[] arguments(I invocation);

    /** What surrounded the call where that is known already; null to look now. */
    default @Nullable CapturedContext context(I invocation) {
        return null;
    }

    /** The last known value of the call for which this one stands in; null if there is none. */
    default @Nullable Recalled recall(I invocation) {
        return null;
    }

    /** A call through this door that is done when it returns; always the same. */
    SettledCall<I> settled();
}
