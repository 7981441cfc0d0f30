package dev.breaker.spring;

import dev.breaker.CallNotPermittedException;
import java.util.concurrent.Executor;

/**
 * Hears of what is done instead of a call. Its methods run on the thread that does it, and must
 * throw nothing: it would reach the caller.
 */
public interface InsteadListener {

    /**
     * A fallback is about to run.
     *
     * @param breaker the name of the breaker, or of the family
     * @param context runs a task at once, surrounded by what surrounded the call
     */
    void onFallback(String breaker, Executor context);

    /**
     * A call of a reactive type was rejected when somebody subscribed; listeners of the breaker
     * have heard of it, but what surrounds a subscription need not surround its thread.
     *
     * @param rejection by which breaker
     * @param context runs a task at once, surrounded by what surrounds the subscription
     */
    void onRejection(CallNotPermittedException rejection, Executor context);
}
