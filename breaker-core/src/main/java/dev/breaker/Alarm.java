package dev.breaker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs something later, for breakers that announce HALF_OPEN without a call. */
@FunctionalInterface
interface Alarm {

    void set(long nanos, Runnable task);

    /**
     * The timer thread that the JDK starts for {@link CompletableFuture} and shares. Tasks run in
     * the common pool, whose threads have the system's context class loader.
     */
    static Alarm shared() {
        return (nanos, task) ->
                CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS).execute(task);
    }
}
