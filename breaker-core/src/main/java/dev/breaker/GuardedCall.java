package dev.breaker;

import org.jspecify.annotations.Nullable;

/**
 * A call together with what is done instead of it: for those who put breakers in front of calls
 * that others wrote, and know only afterwards whether there is a fallback. Has no state of its own,
 * what it is about is handed through; so a guarded call allocates nothing.
 *
 * @param <A> something that the calls are about, the plan of a method, say
 * @param <B> something else, the invocation, say
 * @see Breaker#call(GuardedCall, Object, Object)
 */
public interface GuardedCall<A, B> {

    /**
     * Makes the call.
     *
     * @param first what it is about
     * @param second what it is about
     * @return what the call returns
     * @throws Throwable what the call throws
     */
    @Nullable Object call(A first, B second) throws Throwable;

    /**
     * Whether a call that has returned is done, so that it can be judged. If not, it is ignored.
     *
     * @param first what it is about
     * @param second what it is about
     * @param result what the call returned
     * @return true, unless overridden
     */
    default boolean isDone(A first, B second, @Nullable Object result) {
        return true;
    }

    /**
     * What the caller gets where the call was not permitted.
     *
     * @param first what it is about
     * @param second what it is about
     * @param rejection says why
     * @return a substitute for the result
     * @throws Throwable the rejection, or something else
     */
    @Nullable Object rejected(A first, B second, CallNotPermittedException rejection)
            throws Throwable;

    /**
     * What the caller gets where the call threw. The permit is settled by then.
     *
     * @param first what it is about
     * @param second what it is about
     * @param thrown what it threw
     * @param outcome what that counted as
     * @return a substitute for the result
     * @throws Throwable what was thrown, or something else
     */
    @Nullable Object threw(A first, B second, Throwable thrown, Outcome outcome) throws Throwable;
}
