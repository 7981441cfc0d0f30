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

    private final CallCount calls;
    private final EventRing events;
    private final int codeMask;

    CountWindow(int size, boolean countsSlow) {
        codeMask = countsSlow ? 3 : 1;
        calls = new CallCount(size);
        events = new EventRing(calls, size, countsSlow);
    }

    @Override
    public @Nullable Reached record(Outcome outcome, long now, Thresholds thresholds) {
        int code = outcome.code() & codeMask;
        if (code != 0) {
            return events.add(code, thresholds);
        }
        boolean wasFull = calls.isFull(); // before this one: that which fills the window judges
        long turn = calls.succeeded();
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
        return calls.successes() + calls.slowSuccesses();
    }
}
