package dev.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of the last N seconds, in equal slices of time; a slice is forgotten whole.
 *
 * <p><b>Nothing is ever reset.</b> Each outcome adds one to one of four running sums. When the
 * first outcome of a slice arrives, the sums so far are put down in a {@link Mark}, at the end of a
 * list. What the window holds is the sums now less the sums at the oldest mark that is still within
 * the window. So the only writes of a record are one increment of an adder and, once a slice, one
 * compare-and-set that appends the mark; it is the only allocation.
 *
 * <p>An outcome is added only after the mark of its slice stands, so that it is never counted in an
 * earlier slice; a thread that was delayed is counted in the slice that has since begun. The
 * failures are read before the calls of which they are a part, so that a rate is never overstated
 * by outcomes that arrive during the reading.
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
        private final long success;
        private final long failure;
        private final long slowSuccess;
        private final long slowFailure;
        private volatile @Nullable Mark next;

        private Mark(long start, long success, long failure, long slowSuccess, long slowFailure) {
            this.start = start;
            this.success = success;
            this.failure = failure;
            this.slowSuccess = slowSuccess;
            this.slowFailure = slowFailure;
        }
    }

    private final LongAdder success = new LongAdder();
    private final LongAdder failure = new LongAdder();
    private final LongAdder slowSuccess = new LongAdder();
    private final LongAdder slowFailure = new LongAdder();
    private final long sliceNanos;
    private final long
            nanosBeforeNewest; // from the start of the oldest slice to that of the newest
    private volatile Mark newest;
    private volatile Mark oldest;

    TimeWindow(int seconds, long now) {
        int slices = Math.max(FEWEST_SLICES, Math.min(seconds, MOST_SLICES));
        sliceNanos = seconds * NANOS_PER_SECOND / slices;
        nanosBeforeNewest = (slices - 1) * sliceNanos;
        newest = new Mark(now, 0, 0, 0, 0);
        oldest = newest;
    }

    @Override
    public @Nullable Counts record(Outcome outcome, long now, Thresholds thresholds) {
        Mark slice = sliceAt(now);
        adder(outcome).increment();
        Mark base = oldestSince(slice.start - nanosBeforeNewest);
        return base == null ? null : reached(base, thresholds); // never null: the slice is there
    }

    @Override
    public Counts counts(long now) {
        Mark last = newest;
        for (Mark next = last.next; next != null; next = last.next) {
            last = next;
        }
        long slicesOn = Math.max(0, (now - last.start) / sliceNanos);
        Mark base = oldestSince(last.start + slicesOn * sliceNanos - nanosBeforeNewest);
        return base == null ? Counts.NONE : countsSince(base);
    }

    @Override
    public long successes() {
        return success.sum() + slowSuccess.sum();
    }

    private LongAdder adder(Outcome outcome) {
        return switch (outcome) {
            case SUCCESS -> success;
            case FAILURE -> failure;
            case SLOW_SUCCESS -> slowSuccess;
            case SLOW_FAILURE -> slowFailure;
            case IGNORED ->
                    throw new IllegalArgumentException("ignored outcomes have no place here");
        };
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
        Mark.NEXT.compareAndSet(
                last,
                null,
                new Mark(
                        start, success.sum(), failure.sum(), slowSuccess.sum(), slowFailure.sum()));
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

    /** Reads the failures and slow calls first, all calls last: no rate is overstated. */
    private @Nullable Counts reached(Mark base, Thresholds thresholds) {
        long slowFailed = slowFailure.sum() - base.slowFailure;
        long failed = failure.sum() - base.failure + slowFailed;
        long slow = slowSuccess.sum() - base.slowSuccess + slowFailed;
        if ((failed | slow) == 0) {
            return null;
        }
        long calls = callsSince(base);
        return thresholds.failuresReached(calls, failed) || thresholds.slowCallsReached(calls, slow)
                ? new Counts(calls, failed, slow, slowFailed)
                : null;
    }

    private long callsSince(Mark base) {
        return success.sum()
                - base.success
                + failure.sum()
                - base.failure
                + slowSuccess.sum()
                - base.slowSuccess
                + slowFailure.sum()
                - base.slowFailure;
    }

    private Counts countsSince(Mark base) {
        long slowFailed = slowFailure.sum() - base.slowFailure;
        long failed = failure.sum() - base.failure + slowFailed;
        long slow = slowSuccess.sum() - base.slowSuccess + slowFailed;
        return new Counts(callsSince(base), failed, slow, slowFailed);
    }
}
