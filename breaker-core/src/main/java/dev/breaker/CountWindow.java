package dev.breaker;

import java.util.List;
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
 * does not look at the events at all, unless the thresholds are new. But one in 256 sees to it that
 * old ones leave.
 */
final class CountWindow implements Window {

    /** The largest size where slow calls are not counted. */
    static final int MOST_CALLS = 1_000_000;

    /** The largest size where they are: three fields of 13 bits leave 25 for the events. */
    static final int MOST_CALLS_WITH_SLOW = 8_000;

    private static final int ONE_IN = 256; // successes of a thread or few

    private final int size;
    private final CallCount calls;
    private final EventRing events;
    private final int codeMask;
    private @Nullable Thresholds judged; // by which a full window was; a race only judges anew

    CountWindow(int size, boolean countsSlow) {
        this.size = size;
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
        if (!wasFull || isNew(thresholds)) {
            return events.judge(thresholds);
        }
        if (turn % ONE_IN == 0) { // to add up all calls is dear while others count theirs
            events.tidyUp();
        }
        return null;
    }

    /** Whether a success must look though it adds to no count, for the settings have changed. */
    @SuppressWarnings("ReferenceEquality") // the same thresholds; equal ones only judge anew
    private boolean isNew(Thresholds thresholds) {
        boolean isNew = judged != thresholds;
        if (isNew) {
            judged = thresholds;
        }
        return isNew;
    }

    @Override
    public Counts counts(long now) {
        return events.counts();
    }

    @Override
    public Window under(BreakerConfig config, long now) {
        boolean countsSlow = !config.slowCallDurationThreshold().isZero();
        boolean same =
                config.slidingWindowType() == WindowType.COUNT_BASED
                        && config.slidingWindowSize() == size
                        && countsSlow == (codeMask == 3);
        return same ? this : moved(config, now);
    }

    @Override
    public List<Stretch> stretches(long now) {
        return events.stretches(now);
    }

    /** What is more than the window holds is taken over in proportion. */
    @Override
    public void take(Stretch stretch) {
        Stretch held = stretch.shrunkTo(size);
        repeat(held.failures(), Outcome.FAILURE);
        repeat(held.slowFailures(), Outcome.SLOW_FAILURE);
        repeat(held.slowSuccesses(), Outcome.SLOW_SUCCESS);
        repeat(held.successes(), Outcome.SUCCESS);
    }

    /** Without a clock, and without a judgement. */
    private void repeat(long times, Outcome outcome) {
        for (long i = 0; i < times; i++) {
            record(outcome, 0, Thresholds.NONE);
        }
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
