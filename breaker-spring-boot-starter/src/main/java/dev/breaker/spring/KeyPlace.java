package dev.breaker.spring;

import dev.breaker.Breaker;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The place of one key in its family, and its breaker once that is made. {@code use} says by one
 * field whether it was asked for since the last look at all keys, and whether it has been left: who
 * asks and who evicts meet in a compare-and-set, and only one of them wins. Thread-safe.
 */
final class KeyPlace {

    private static final AtomicIntegerFieldUpdater<KeyPlace> USE =
            AtomicIntegerFieldUpdater.newUpdater(KeyPlace.class, "use");

    private static final int EMPTY = 0; // the breaker is being made
    private static final int USED = 1;
    private static final int IDLE = 2;
    private static final int LEFT = 3;

    /** The text by which it is found. */
    final String label;

    /** The name of its breaker. */
    final String name;

    /** Whether the family made the breaker, and may take it out of the registry. */
    final boolean owned;

    private volatile int use = EMPTY;
    private @Nullable Breaker breaker; // set before it is USED for the first time
    private long idleSince; // guarded by the one who looks at all keys

    KeyPlace(String label, String name, boolean owned) {
        this.label = label;
        this.name = name;
        this.owned = owned;
    }

    /** The breaker, if it was asked for before and needs no mark that it is now; else null. */
    @Nullable Breaker inUse() {
        return use == USED ? breaker : null;
    }

    /** The breaker, marked as used; null if the place is empty or was left. */
    @Nullable Breaker use() {
        return use == USED || USE.compareAndSet(this, IDLE, USED) ? breaker : inUse();
    }

    /** Puts the breaker in, unless somebody has put one in, or the place was left. */
    synchronized void fill(Breaker made) {
        if (use == EMPTY) {
            breaker = made;
            USE.compareAndSet(this, EMPTY, USED);
        }
    }

    /** The breaker, if it has been made and not been left. */
    @Nullable Breaker breaker() {
        int now = use;
        return now == USED || now == IDLE ? breaker : null;
    }

    boolean wasLeft() {
        return use == LEFT;
    }

    /** Takes the mark away; whether there was one. */
    boolean rest(long now) {
        boolean rests = USE.compareAndSet(this, USED, IDLE);
        if (rests) {
            idleSince = now;
        }
        return rests;
    }

    boolean isIdle() {
        return use == IDLE;
    }

    long idleSince() {
        return idleSince;
    }

    /** Leaves it for ever, unless somebody asked for it meanwhile. */
    boolean leaveIfIdle() {
        return USE.compareAndSet(this, IDLE, LEFT);
    }

    /** Leaves it for ever; whether nobody did before. */
    boolean leave() {
        return USE.getAndSet(this, LEFT) != LEFT;
    }
}
