package dev.breaker.spring;

import org.jspecify.annotations.Nullable;

/** What is done instead of a call that was rejected or failed. */
interface Substitute {

    /**
     * Does it. Runs after the permit is settled, on the thread that learnt of the failure.
     *
     * @param context what surrounded the call
     * @return a value, or something from which one will come, as {@link #answer()} says
     * @throws Throwable for the caller, {@link #withFailure} included
     */
    <I> @Nullable Object run(I invocation, Door<I> door, CapturedContext context) throws Throwable;

    /** What it returns. */
    FallbackAnswer answer();

    /**
     * What goes wrong with it later on, with the failure of the call suppressed in it.
     *
     * @return the same exception
     */
    Throwable withFailure(Throwable broken);

    /** Who does it, in messages. */
    String description();
}
