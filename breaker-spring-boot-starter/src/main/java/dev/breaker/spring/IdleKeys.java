package dev.breaker.spring;

import dev.breaker.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Finds the keys that nobody asks for. A look-up leaves a mark at its key and reads no clock; from
 * time to time, when somebody comes by who has more time, one look at all keys takes the marks away
 * and notes since when each has been without. Thread-safe.
 */
final class IdleKeys {

    /** Which keys may go. */
    @FunctionalInterface
    interface Rule {

        /**
         * Whether a key may go.
         *
         * @param isOld whether nobody asked for it in the whole idle time, else for a minute
         */
        boolean mayGo(KeyPlace place, boolean isOld);
    }

    /** How long a key must have been idle to give way to another one. */
    static final Duration YIELDS_AFTER = Duration.ofMinutes(1);

    private static final int LOOKS = 8; // while a key becomes old enough to give way

    private final Collection<KeyPlace> places;
    private final Ticker ticker;
    private final long goesAfter;
    private final long yieldsAfter;
    private final Rule rule;
    private final Predicate<KeyPlace> eviction;
    private final Queue<KeyPlace> yielding = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile long lastLook;

    /**
     * Keys of which none is idle yet.
     *
     * @param places a live view of the keys
     * @param idleTime after which a key goes
     * @param rule says which may go
     * @param eviction evicts a key, if it still may; whether it did
     */
    IdleKeys(
            Collection<KeyPlace> places,
            Duration idleTime,
            Ticker ticker,
            Rule rule,
            Predicate<KeyPlace> eviction) {
        this.places = places;
        this.ticker = ticker;
        this.goesAfter = idleTime.toNanos();
        this.yieldsAfter = Math.min(goesAfter, YIELDS_AFTER.toNanos());
        this.rule = rule;
        this.eviction = eviction;
        this.lastLook = ticker.read();
    }

    /** Looks at all keys and evicts those idle for long, if the last look was long enough ago. */
    void lookIfDue() {
        if (isDue(ticker.read()) && looking.compareAndSet(false, true)) {
            try {
                look();
            } finally {
                looking.set(false);
            }
        }
    }

    private boolean isDue(long now) {
        return now - lastLook >= yieldsAfter / LOOKS;
    }

    private void look() {
        long now = ticker.read();
        if (!isDue(now)) {
            return; // somebody else just did
        }
        lastLook = now;
        List<KeyPlace> next = new ArrayList<>();
        for (KeyPlace place : places) {
            if (!place.rest(now) && place.isIdle() && !goes(place, now)) {
                if (now - place.idleSince() >= yieldsAfter) {
                    next.add(place);
                }
            }
        }
        next.sort(Comparator.comparingLong(place -> place.idleSince() - now));
        yielding.clear();
        yielding.addAll(next);
    }

    private boolean goes(KeyPlace place, long now) {
        return now - place.idleSince() >= goesAfter && evict(place, true);
    }

    private boolean evict(KeyPlace place, boolean isOld) {
        return rule.mayGo(place, isOld) && eviction.test(place);
    }

    /** Lets the key go that has been idle for longest, if one may; whether one went. */
    boolean evictOne() {
        for (KeyPlace place = yielding.poll(); place != null; place = yielding.poll()) {
            if (place.isIdle() && evict(place, false)) {
                return true;
            }
        }
        return false;
    }
}
