package dev.breaker;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells listeners of transitions, one after the other and in their order, without a lock.
 *
 * <p>Phases form a list: whoever puts a phase in place links it to its predecessor, then comes
 * here. One thread at a time walks the list; others only leave word that there may be more. So a
 * listener that calls back into the breaker does not recurse, and hears of the result after it has
 * returned. Links are cut behind the walk, for a permit that is never settled would otherwise hold
 * every later phase in memory.
 */
final class Announcer {

    private final Listeners listeners;
    private final AtomicInteger visits = new AtomicInteger();
    private Phase announced; // owned by the thread that moved visits away from 0

    Announcer(Phase first, Listeners listeners) {
        announced = first;
        this.listeners = listeners;
    }

    void announce() {
        if (visits.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        try {
            do {
                walk();
                seen = visits.addAndGet(-seen);
            } while (seen != 0);
        } catch (Throwable noStackOrMemoryLeft) { // or nobody would ever be told again
            visits.set(0);
            throw noStackOrMemoryLeft;
        }
    }

    private void walk() {
        for (Phase next = announced.next; next != null; next = announced.next) {
            announced.next = null;
            announced = next;
            StateTransition transition = next.transition;
            if (transition != null) {
                listeners.transition(transition);
            }
        }
    }
}
