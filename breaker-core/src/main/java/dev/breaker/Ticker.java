package dev.breaker;

/**
 * A monotonic source of time in nanoseconds, the only clock that drives a breaker.
 *
 * <p>Only differences between two readings mean anything; a reading may be negative and may
 * overflow, as with {@link System#nanoTime()}. Implementations must be thread-safe and never step
 * back. Tests supply their own, so that no test has to sleep.
 */
@FunctionalInterface
public interface Ticker {

    /**
     * The present reading.
     *
     * @return nanoseconds since an arbitrary, fixed origin
     */
    long read();

    /**
     * The ticker of the JVM, {@link System#nanoTime()}.
     *
     * @return the ticker that breakers use unless given another
     */
    static Ticker system() {
        return System::nanoTime;
    }
}
