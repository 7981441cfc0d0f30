package dev.breaker.spring;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The calls of one method whose futures have to be asked for their end, and have not been yet.
 * Whoever calls the method next looks at some of them, so that calls are counted whose futures
 * nobody wants. Bounded; of those beyond the bound only asking tells. Thread-safe.
 */
final class UnaskedFutures {

    /** How many calls are kept in mind. */
    static final int MOST = 1_000;

    private static final int LOOKS = 4; // per call: more leave than come

    private final Queue<FutureCall<?>> calls = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    /** Looks whether some of them are done. */
    void look() {
        for (int look = 0; look < LOOKS; look++) {
            FutureCall<?> call = calls.poll();
            if (call == null) {
                return;
            }
            if (call.isSettled()) {
                size.decrementAndGet();
            } else {
                calls.add(call);
            }
        }
    }

    /** Keeps a call in mind, unless it is done already; what its caller gets. */
    AskedFuture withAdded(FutureCall<?> call) {
        if (!call.isSettled()) {
            add(call);
        }
        return new AskedFuture(call);
    }

    private void add(FutureCall<?> call) {
        if (size.incrementAndGet() <= MOST) {
            calls.add(call);
        } else {
            size.decrementAndGet();
        }
    }
}
