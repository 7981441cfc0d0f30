package dev.breaker.soak;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What should have held and did not. The first of them are kept, the rest are counted. */
final class Violations {

    private static final int MOST_KEPT = 20;

    private final Collection<String> kept = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    void check(boolean holds, String otherwise, Object... details) {
        if (!holds) {
            add(otherwise.formatted(details));
        }
    }

    void add(String violation) {
        if (count.getAndIncrement() < MOST_KEPT) {
            kept.add(violation);
        }
    }

    int count() {
        return count.get();
    }

    List<String> kept() {
        return List.copyOf(kept);
    }
}
