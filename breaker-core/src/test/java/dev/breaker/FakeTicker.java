package dev.breaker;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Time that moves only when a test says so. Starts just before the overflow of a long, so that code
 * which compares two readings instead of subtracting them fails at once. Thread-safe.
 */
final class FakeTicker implements Ticker {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

    @Override
    public long read() {
        return nanos.get();
    }

    /** Moves on; the duration must fit a long of nanoseconds (292 years). */
    void advance(Duration by) {
        advanceNanos(by.toNanos());
    }

    void advanceNanos(long by) {
        if (by < 0) {
            throw new IllegalArgumentException("time never steps back: " + by);
        }
        nanos.addAndGet(by);
    }
}
