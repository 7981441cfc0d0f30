package dev.breaker;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A breaker's stay in a registry. Its end is announced after its beginning, to everybody, without a
 * lock: {@code state} counts the welcomes that are under way, and whoever ends the last of them
 * after the removal announces it.
 */
final class Registration {

    private static final int REMOVED = Integer.MIN_VALUE;

    final Breaker breaker;
    private final List<Consumer<? super Breaker>> mourners;
    private final Set<Consumer<? super Breaker>> welcomed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger state = new AtomicInteger();

    Registration(Breaker breaker, List<Consumer<? super Breaker>> mourners) {
        this.breaker = breaker;
        this.mourners = mourners;
    }

    /** Tells a consumer of the breaker, once, and not after it was removed. */
    void welcome(Consumer<? super Breaker> consumer) {
        int before = state.getAndUpdate(now -> now < 0 ? now : now + 1);
        if (before < 0) {
            return;
        }
        if (welcomed.add(consumer)) {
            tell(consumer);
        }
        if (state.decrementAndGet() == REMOVED) {
            mourners.forEach(this::tell);
        }
    }

    /** Lets go of a consumer, which would be told again if it came back. */
    void forget(Consumer<? super Breaker> consumer) {
        welcomed.remove(consumer);
    }

    /** To be called once. */
    void end() {
        if (state.getAndUpdate(now -> now | REMOVED) == 0) {
            mourners.forEach(this::tell);
        }
    }

    private void tell(Consumer<? super Breaker> consumer) {
        try {
            consumer.accept(breaker);
        } catch (Throwable broken) {
            new Contained(breaker.name()).report("consumer of the registry", broken);
        }
    }
}
