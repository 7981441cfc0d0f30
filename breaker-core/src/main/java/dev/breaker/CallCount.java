package dev.breaker;

/** How many calls a count window has seen, and whether they fill it. */
final class CallCount extends StripedCounters {

    private static final int SUCCESSES = 0;
    private static final int SLOW_SUCCESSES = 1;

    private final int size;
    private volatile boolean full;

    CallCount(int size) {
        super(2);
        this.size = size;
    }

    /**
     * Counts a success that is no event.
     *
     * @return rises by one, for each of a few cells on its own
     */
    long succeeded() {
        return increment(SUCCESSES);
    }

    /** Counts a slow success that is an event. */
    void succeededSlowly() {
        increment(SLOW_SUCCESSES);
    }

    /** Those that are no events. */
    long successes() {
        return sum(SUCCESSES);
    }

    /** Those that are. */
    long slowSuccesses() {
        return sum(SLOW_SUCCESSES);
    }

    /**
     * Whether there were N calls. To be asked before the calls: another thread may know of more.
     */
    boolean isFull() {
        return full;
    }

    /** How many of so many calls the window holds. */
    long held(long calls, boolean wasFull) {
        if (wasFull) {
            return size;
        }
        if (calls >= size) {
            full = true; // from now on the number of calls may wrap around
            return size;
        }
        return calls;
    }
}
