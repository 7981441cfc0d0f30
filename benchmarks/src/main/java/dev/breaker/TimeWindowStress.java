package dev.breaker;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** The outcomes of the last ten seconds, in ten slices, under records and a snapshot. */
public final class TimeWindowStress {

    private static final int SECONDS = 10;
    private static final long SLICE = 1_000_000_000L;

    private TimeWindowStress() {}

    private static void record(TimeWindow window, Outcome outcome, long now) {
        window.record(outcome, now, Thresholds.NONE);
    }

    /** Two outcomes of different kinds that begin a slice together. */
    @JCStressTest
    @org.openjdk.jcstress.annotations.Outcome(
            id = "2, 1, 1, 0",
            expect = ACCEPTABLE,
            desc = "Both are there: a failure and a slow success")
    @org.openjdk.jcstress.annotations.Outcome(
            expect = FORBIDDEN,
            desc = "An outcome was lost, or counted as what it was not")
    @org.openjdk.jcstress.annotations.State
    public static class TwoBeginASlice {

        private final TimeWindow window = new TimeWindow(SECONDS, 0);

        @Actor
        public void fail() {
            record(window, Outcome.FAILURE, SLICE);
        }

        @Actor
        public void succeedSlowly() {
            record(window, Outcome.SLOW_SUCCESS, SLICE);
        }

        @Arbiter
        public void look(IIII_Result r) {
            Counts held = window.counts(SECONDS * SLICE); // the first slice has left
            r.r1 = (int) held.calls();
            r.r2 = (int) held.failed();
            r.r3 = (int) held.slow();
            r.r4 = (int) held.slowFailed();
        }
    }

    /** A failure at the end of a slice, a success at the beginning of the next. */
    @JCStressTest
    @org.openjdk.jcstress.annotations.Outcome(
            id = "2, 1, 1, 0",
            expect = ACCEPTABLE,
            desc = "Both are held; then the failure leaves with its slice")
    @org.openjdk.jcstress.annotations.Outcome(
            id = "2, 1, 2, 1",
            expect = ACCEPTABLE,
            desc = "The failure came so late that it stands in the slice that had begun")
    @org.openjdk.jcstress.annotations.Outcome(
            expect = FORBIDDEN,
            desc = "An outcome was lost, or the success was counted in the slice before its own")
    @org.openjdk.jcstress.annotations.State
    public static class AtTheEdgeOfASlice {

        private final TimeWindow window = new TimeWindow(SECONDS, 0);

        @Actor
        public void failInTheFirst() {
            record(window, Outcome.FAILURE, SLICE - 1);
        }

        @Actor
        public void succeedInTheSecond() {
            record(window, Outcome.SUCCESS, SLICE);
        }

        @Arbiter
        public void look(IIII_Result r) {
            Counts both = window.counts(SLICE);
            Counts second = window.counts(SECONDS * SLICE);
            r.r1 = (int) both.calls();
            r.r2 = (int) both.failed();
            r.r3 = (int) second.calls();
            r.r4 = (int) second.failed();
        }
    }

    /** A look while a success and then a failure are recorded, in a slice that they begin. */
    @JCStressTest
    @org.openjdk.jcstress.annotations.Outcome(
            id = {"0, 0", "1, 0", "2, 1"},
            expect = ACCEPTABLE,
            desc = "What the window held at some moment")
    @org.openjdk.jcstress.annotations.Outcome(
            id = "2, 0",
            expect = ACCEPTABLE,
            desc =
                    "The failure came during the look, and is known as a call only: no rate is overstated")
    @org.openjdk.jcstress.annotations.Outcome(
            expect = FORBIDDEN,
            desc = "A failure is counted and the success before it is not: the rate is overstated")
    @org.openjdk.jcstress.annotations.State
    public static class Snapshots {

        private final TimeWindow window = new TimeWindow(SECONDS, 0);

        @Actor
        public void succeedAndFail() {
            record(window, Outcome.SUCCESS, SLICE);
            record(window, Outcome.FAILURE, SLICE);
        }

        @Actor
        public void look(II_Result r) {
            Counts held = window.counts(SLICE);
            r.r1 = (int) held.calls();
            r.r2 = (int) held.failed();
        }
    }

    /** What was recorded before the window has passed by has left when a look is taken. */
    @JCStressTest
    @org.openjdk.jcstress.annotations.Outcome(
            id = {"0, 0", "1, 0"},
            expect = ACCEPTABLE,
            desc = "The old failure is gone, whether or not the new success is there already")
    @org.openjdk.jcstress.annotations.Outcome(
            expect = FORBIDDEN,
            desc = "An outcome stays in the window for longer than the window is")
    @org.openjdk.jcstress.annotations.State
    public static class WhenAllHaveLeft {

        private static final long LATER = 3 * SECONDS * SLICE;

        private final TimeWindow window = new TimeWindow(SECONDS, 0);

        public WhenAllHaveLeft() {
            record(window, Outcome.FAILURE, 0);
        }

        @Actor
        public void succeed() {
            record(window, Outcome.SUCCESS, LATER);
        }

        @Actor
        public void look(II_Result r) {
            Counts held = window.counts(LATER);
            r.r1 = (int) held.calls();
            r.r2 = (int) held.failed();
        }
    }

    /** A success and a failure that together make rates known and reach a threshold. */
    @JCStressTest
    @org.openjdk.jcstress.annotations.Outcome(
            id = {"1, 0", "0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "The later one says so, or both do")
    @org.openjdk.jcstress.annotations.Outcome(
            expect = FORBIDDEN,
            desc = "Neither has seen the other: a threshold is reached, and nobody trips")
    @org.openjdk.jcstress.annotations.State
    public static class RatesBecomeKnown {

        private static final Thresholds HALF_OF_FOUR = new Thresholds(4, 50, 101, 0, 0);

        private final TimeWindow window = new TimeWindow(SECONDS, 0);

        public RatesBecomeKnown() {
            window.record(Outcome.FAILURE, 0, HALF_OF_FOUR);
            window.record(Outcome.SUCCESS, 0, HALF_OF_FOUR);
        }

        @Actor
        public void succeed(II_Result r) {
            r.r1 = window.record(Outcome.SUCCESS, 0, HALF_OF_FOUR) == null ? 0 : 1;
        }

        @Actor
        public void fail(II_Result r) {
            r.r2 = window.record(Outcome.FAILURE, 0, HALF_OF_FOUR) == null ? 0 : 1;
        }
    }

    /** The old successes leave, and of three calls that are left one has failed. */
    @JCStressTest
    @org.openjdk.jcstress.annotations.Outcome(
            id = {"1, 0", "0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "The later one says so, or both do")
    @org.openjdk.jcstress.annotations.Outcome(
            expect = FORBIDDEN,
            desc = "A success went by what was known of a slice that is over, and nobody trips")
    @org.openjdk.jcstress.annotations.State
    public static class ASliceEndsUnderASuccess {

        private static final Thresholds THIRD_OF_THREE = new Thresholds(3, 33, 101, 0, 0);
        private static final long LAST_SLICE = (SECONDS - 1) * SLICE;

        private final TimeWindow window = new TimeWindow(SECONDS, 0);

        public ASliceEndsUnderASuccess() {
            for (int n = 0; n < 20; n++) {
                window.record(Outcome.SUCCESS, 0, THIRD_OF_THREE);
            }
            window.record(Outcome.SUCCESS, LAST_SLICE, THIRD_OF_THREE);
        }

        @Actor
        public void succeedInTheSliceThatEnds(II_Result r) {
            r.r1 = window.record(Outcome.SUCCESS, LAST_SLICE, THIRD_OF_THREE) == null ? 0 : 1;
        }

        @Actor
        public void failInTheNext(II_Result r) {
            long next = LAST_SLICE + SLICE;
            r.r2 = window.record(Outcome.FAILURE, next, THIRD_OF_THREE) == null ? 0 : 1;
        }
    }
}
