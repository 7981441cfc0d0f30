package dev.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of the last N seconds, in equal slices of time; a slice is forgotten whole.
 *
 * <p><b>Nothing is ever reset.</b> Each outcome adds one to one of four running sums. That of the
 * successes is striped, the others are not: a failure looks at all of them anyway. When the first
 * outcome of a slice arrives, the sums so far are put down in a {@link Mark}, at the end of a list.
 * What the window holds is the sums now less the sums at the oldest mark that is still within the
 * window. So the only writes of a record are one increment and, once a slice, one compare-and-set
 * that appends the mark; it is the only allocation.
 *
 * <p>An outcome is added only after the mark of its slice stands, so that it is never counted in an
 * earlier slice; a thread that was delayed is counted in the slice that has since begun. The
 * failures are read before the calls of which they are a part, so that a rate is never overstated
 * by outcomes that arrive during the reading.
 *
 * <p>Within a slice a rate rises only by an outcome that is no plain success, and that judges.
 * Whoever finds the rates known and below the thresholds notes it in the mark of the slice. A
 * success that reads the note before it is counted, and finds the slice still the latest
 * afterwards, looks at nothing else: the call that made the rates known was counted before the
 * note, could not read it, and so judges.
 *
 * <p>There are as many slices as seconds, but at least 10 and at most 50, which keeps the size and
 * the relative precision in bounds. The rejected alternative, buckets in a ring that are reset when
 * their turn comes again, needs either a lock or a word that holds a stamp and all counts at once,
 * which a busy second overflows.
 */
final class TimeWindow implements Window {

    private static final int FEWEST_SLICES = 10;
    private static final int MOST_SLICES = 50;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private static final VarHandle NEWEST =
            VarHandles.of(MethodHandles.lookup(), "newest", Mark.class);

    /** The sums at the beginning of a slice. */
    private static final class Mark {

        private static final VarHandle NEXT =
                VarHandles.of(MethodHandles.lookup(), "next", Mark.class);

        private final long start;
        private final long successes;
        private final long failures;
        private final long slowSuccesses;
        private final long slowFailures;

        /** The thresholds below which the rates were, and known, since this slice began. */
        private volatile @Nullable Thresholds judged;

        private volatile @Nullable Mark next;

        private Mark(long start, TimeWindow window) {
            this.start = start;
            successes = window.successes.sum(0);
            failures = window.events.failures();
            slowSuccesses = window.events.slowSuccesses();
            slowFailures = window.events.slowFailures();
        }

        @SuppressWarnings("ReferenceEquality") // the same thresholds; equal ones only judge anew
        private boolean isJudged(Thresholds thresholds) {
            return judged == thresholds;
        }
    }

    private final StripedCounters successes = new StripedCounters(1); // the plain ones
    private final EventSums events = new EventSums();
    private final int seconds;
    private final long sliceNanos;
    private final long
            nanosBeforeNewest; // from the start of the oldest slice to that of the newest
    private volatile Mark newest;
    private volatile Mark oldest;

    TimeWindow(int seconds, long now) {
        this.seconds = seconds;
        int slices = Math.max(FEWEST_SLICES, Math.min(seconds, MOST_SLICES));
        sliceNanos = seconds * NANOS_PER_SECOND / slices;
        nanosBeforeNewest = (slices - 1) * sliceNanos;
        newest = new Mark(now, this);
        oldest = newest;
    }

    @Override
    public @Nullable Reached record(Outcome outcome, long now, Thresholds thresholds) {
        Mark slice = sliceAt(now);
        boolean judged = slice.isJudged(thresholds); // before this one is counted
        if (outcome != Outcome.SUCCESS) {
            events.increment(outcome);
            return judge(latest(slice), outcome, thresholds);
        }
        successes.increment(0);
        Mark latest = latest(slice); // after: who begins a slice looks at all that came before
        return judged && latest == slice ? null : judge(latest, outcome, thresholds);
    }

    private static Mark latest(Mark mark) {
        Mark latest = mark;
        for (Mark next = latest.next; next != null; next = latest.next) {
            latest = next;
        }
        return latest;
    }

    private @Nullable Reached judge(Mark slice, Outcome outcome, Thresholds thresholds) {
        Mark base = oldestSince(slice.start - nanosBeforeNewest);
        if (base == null) {
            return null; // never: the slice is there
        }
        long slowFailed =
                events.slowFailures() - base.slowFailures; // no Counts: most are thrown away
        long failed = events.failures() - base.failures + slowFailed;
        long slow = events.slowSuccesses() - base.slowSuccesses + slowFailed;
        long successes = successes(); // last: no rate is overstated
        long calls = successes - base.successes - base.slowSuccesses + failed;
        long inARow = outcome.isFailure() ? events.lengthenRow(successes) : 0;
        if (thresholds.areReached(calls, failed, slow, inARow)) {
            return new Reached(new Counts(calls, failed, slow, slowFailed), inARow);
        }
        if (calls >= thresholds.minimumCalls() && !slice.isJudged(thresholds)) {
            slice.judged = thresholds;
        }
        return null;
    }

    @Override
    public Counts counts(long now) {
        Mark last = latest(newest);
        long slicesOn = Math.max(0, (now - last.start) / sliceNanos);
        Mark base = oldestSince(last.start + slicesOn * sliceNanos - nanosBeforeNewest);
        return base == null ? Counts.NONE : countsSince(base);
    }

    @Override
    public Window under(BreakerConfig config, long now) {
        boolean same =
                config.slidingWindowType() == WindowType.TIME_BASED
                        && config.slidingWindowSize() == seconds;
        return same ? this : moved(config, now);
    }

    @Override
    public List<Stretch> stretches(long now) {
        List<Stretch> stretches = new ArrayList<>();
        Mark last = latest(newest);
        long slicesOn = Math.max(0, (now - last.start) / sliceNanos);
        Mark mark = oldestSince(last.start + slicesOn * sliceNanos - nanosBeforeNewest);
        while (mark != null) {
            Mark next = mark.next;
            Stretch stretch = between(mark, next == null ? new Mark(now, this) : next);
            if (!stretch.isEmpty()) {
                stretches.add(stretch);
            }
            mark = next;
        }
        return stretches;
    }

    private static Stretch between(Mark from, Mark to) {
        return new Stretch(
                from.start,
                to.successes - from.successes,
                to.failures - from.failures,
                to.slowSuccesses - from.slowSuccesses,
                to.slowFailures - from.slowFailures);
    }

    @Override
    public void take(Stretch stretch) {
        sliceAt(stretch.at());
        successes.add(0, stretch.successes());
        events.add(stretch);
    }

    @Override
    public Events events() {
        return events;
    }

    @Override
    public long successes() {
        return successes.sum(0) + events.slowSuccesses();
    }

    /** The newest slice, which is the one of {@code now} unless another thread is further on. */
    private Mark sliceAt(long now) {
        while (true) {
            Mark last = newest;
            Mark next = last.next;
            if (next != null) {
                NEWEST.compareAndSet(this, last, next); // appended but not yet announced
            } else if (now - last.start < sliceNanos) {
                return last;
            } else {
                append(last, now);
            }
        }
    }

    private void append(Mark last, long now) {
        long start = last.start + (now - last.start) / sliceNanos * sliceNanos;
        Mark.NEXT.compareAndSet(last, null, new Mark(start, this));
    }

    /**
     * The first mark that is not before this time; null if all are, for the window is then empty.
     */
    private @Nullable Mark oldestSince(long floor) {
        Mark mark = oldest;
        if (mark.start - floor >= 0) {
            return mark;
        }
        while (mark.start - floor < 0) {
            Mark next = mark.next;
            if (next == null) {
                return null;
            }
            mark = next;
        }
        oldest = mark;
        return mark;
    }

    private Counts countsSince(Mark base) {
        long slowFailed = events.slowFailures() - base.slowFailures;
        long failed = events.failures() - base.failures + slowFailed;
        long slow = events.slowSuccesses() - base.slowSuccesses + slowFailed;
        long succeeded = successes() - base.successes - base.slowSuccesses;
        return new Counts(succeeded + failed, failed, slow, slowFailed);
    }
}
