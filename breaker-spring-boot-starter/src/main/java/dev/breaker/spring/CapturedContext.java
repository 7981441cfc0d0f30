package dev.breaker.spring;

/**
 * What surrounded a call, thread locals for instance, to surround its fallback too: on whatever
 * thread that runs. Thread-safe.
 */
@FunctionalInterface
interface CapturedContext {

    /** Nothing. */
    CapturedContext NONE = () -> () -> {};

    /** Puts it in place on this thread. */
    Scope restore();

    /** What is in place until it is closed, on the same thread; then is what was before. */
    @FunctionalInterface
    interface Scope extends AutoCloseable {

        @Override
        void close();
    }
}
