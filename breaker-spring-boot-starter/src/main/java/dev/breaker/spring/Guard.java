package dev.breaker.spring;

import org.jspecify.annotations.Nullable;

/**
 * Makes guarded calls in the way that the return type asks for: when the permit is settled, and how
 * a rejection or a fallback's value reaches the caller, is different for each kind.
 */
interface Guard {

    /** Whether a call that has returned this is done. */
    boolean isDone(@Nullable Object result);

    /** The same for a method whose answers are remembered. */
    default Guard remembering() {
        return this;
    }

    <I> @Nullable Object call(MethodPlan plan, I invocation, Door<I> door) throws Throwable;
}
