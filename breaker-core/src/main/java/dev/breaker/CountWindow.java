package dev.breaker;

import org.jspecify.annotations.Nullable;

/**
 * Exactly the last N outcomes.
 *
 * <p><b>Time is the number of calls.</b> Successes are alike, so they need no place of their own:
 * they are counted, and that is all that a success writes. Whatever else happens, a failure or a
 * slow call, is an <em>event</em>, and has its place in the {@link EventRing} until N calls have
 * come after it.
 *
 * <p>In a full window a success adds to no count, so it cannot be what reaches a threshold, and
 * does not look at the events at all. But one in 256 sees to it that old ones leave.
 */
final class CountWindow implements Window {

    /** The largest size where slow calls are not counted. */
    static final int MOST_CALLS = 1_000_000;

    /** The largest size where they are: three fields of 13 bits leave 25 for the events. */
    static final int MOST_CALLS_WITH_SLOW = 8_000;

    private static final int ONE_IN = 256; // successes of a thread or few
    private static final int SUCCESSES = 0;
    private static final int SLOW_SUCCESSES = 1;

    private final StripedCounters counters = new StripedCounters(2);
    private final EventRing events;
    private final int size;
    private final int codeMask;
    private volatile boolean full;

    CountWindow(int size, boolean countsSlow) {
        this.size = size;
        codeMask = countsSlow ? 3 : 1;
        events = new EventRing(this, size, countsSlow);
    }

    @Override
    public @Nullable Reached record(Outcome outcome, long now, Thresholds thresholds) {
        int code = outcome.code() & codeMask;
        if (code != 0) {
            return events.add(code, thresholds);
        }
        boolean wasFull =
                full; // before this call: that which fills the window judges, whoever looks
        long turn = counters.increment(SUCCESSES);
        if (!wasFull) {
            return events.judge(thresholds);
        }
        if (turn % ONE_IN == 0) { // to add up all calls is dear while others count theirs
            events.tidyUp();
        }
        return null;
    }

    @Override
    public Counts counts(long now) {
        return events.counts();
    }

    @Override
    public Events events() {
        return events;
    }

    @Override
    public long successes() {
        return plainSuccesses() + slowSuccesses();
    }

    /** Those that are no events. */
    long plainSuccesses() {
        return counters.sum(SUCCESSES);
    }

    /** Those that are. */
    long slowSuccesses() {
        return counters.sum(SLOW_SUCCESSES);
    }

    /** To be told of each slow success that was counted as an event. */
    void succeededSlowly() {
        counters.increment(SLOW_SUCCESSES);
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
