package dev.breaker.spring;

import dev.breaker.CallNotPermittedException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** How often the fallbacks of one breaker ran. Thread-safe. */
public final class FallbackCount {

    private final String breaker;
    private final List<InsteadListener> listeners;
    private final LongAdder runs = new LongAdder();

    /**
     * None so far.
     *
     * @param listeners those there are at any time
     */
    FallbackCount(String breaker, List<InsteadListener> listeners) {
        this.breaker = breaker;
        this.listeners = listeners;
    }

    /** A fallback is about to run, on the thread that it is for. */
    public void increment() {
        increment(CapturedContext.NONE);
    }

    /**
     * A fallback is about to run.
     *
     * @param context what surrounded the call
     */
    void increment(CapturedContext context) {
        runs.increment();
        for (InsteadListener listener : listeners) {
            listener.onFallback(breaker, task -> run(task, context));
        }
    }

    /**
     * A call was rejected where its context need not be that of the thread.
     *
     * @param context what surrounded the call
     */
    void rejected(CallNotPermittedException rejection, Supplier<CapturedContext> context) {
        for (InsteadListener listener : listeners) {
            listener.onRejection(rejection, task -> run(task, context.get()));
        }
    }

    private static void run(Runnable task, CapturedContext context) {
        CapturedContext.Scope scope = context.restore();
        try {
            task.run();
        } finally {
            scope.close();
        }
    }

    /** {@return how often they ran, since the start} */
    public long sum() {
        return runs.sum();
    }
}
