package dev.breaker;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** The last N outcomes under records and a snapshot at the same time. */
public final class CountWindowStress {

    private CountWindowStress() {}

    private static void record(CountWindow window, Outcome outcome) {
        window.record(outcome, 0, Thresholds.NONE);
    }

    /** Two outcomes of different kinds where there is room for both. */
    @JCStressTest
    @org.openjdk.jcstress.annotations.Outcome(
            id = "2, 1, 1, 0",
            expect = ACCEPTABLE,
            desc = "Both are there: a failure and a slow success")
    @org.openjdk.jcstress.annotations.Outcome(
            expect = FORBIDDEN,
            desc = "An outcome was lost, or counted as what it was not")
    @org.openjdk.jcstress.annotations.State
    public static class TwoRecords {

        private final CountWindow window = new CountWindow(2, true);

        @Actor
        public void fail() {
            record(window, Outcome.FAILURE);
        }

        @Actor
        public void succeedSlowly() {
            record(window, Outcome.SLOW_SUCCESS);
        }

        @Arbiter
        public void look(IIII_Result r) {
            Counts held = window.counts(0);
            r.r1 = (int) held.calls();
            r.r2 = (int) held.failed();
            r.r3 = (int) held.slow();
            r.r4 = (int) held.slowFailed();
        }
    }

    /** A full window of two: each record pushes one out, and one more afterwards pushes on. */
    @JCStressTest
    @org.openjdk.jcstress.annotations.Outcome(
            id = "1, 1",
            expect = ACCEPTABLE,
            desc = "The failure was the later one: it stays when one more success comes")
    @org.openjdk.jcstress.annotations.Outcome(
            id = "1, 0",
            expect = ACCEPTABLE,
            desc = "The failure was the earlier one: one more success pushes it out")
    @org.openjdk.jcstress.annotations.Outcome(
            expect = FORBIDDEN,
            desc = "What left the window is not what had entered it")
    @org.openjdk.jcstress.annotations.State
    public static class TwoRecordsPushTwoOut {

        private final CountWindow window = new CountWindow(2, false);

        public TwoRecordsPushTwoOut() {
            record(window, Outcome.FAILURE);
            record(window, Outcome.FAILURE);
        }

        @Actor
        public void fail() {
            record(window, Outcome.FAILURE);
        }

        @Actor
        public void succeed() {
            record(window, Outcome.SUCCESS);
        }

        @Arbiter
        public void look(II_Result r) {
            r.r1 = (int) window.counts(0).failed();
            record(window, Outcome.SUCCESS);
            r.r2 = (int) window.counts(0).failed();
        }
    }

    /** In a full window of successes a success writes nothing; a failure must not be lost by it. */
    @JCStressTest
    @org.openjdk.jcstress.annotations.Outcome(
            id = "2, 1, 1",
            expect = ACCEPTABLE,
            desc = "The failure is the last or the last but one, in a window of two")
    @org.openjdk.jcstress.annotations.Outcome(
            id = "2, 1, 0",
            expect = ACCEPTABLE,
            desc = "The failure was followed by the success, and one more has pushed it out")
    @org.openjdk.jcstress.annotations.Outcome(
            expect = FORBIDDEN,
            desc = "The failure was lost, or outlives two later successes")
    @org.openjdk.jcstress.annotations.State
    public static class FailureAmongSuccesses {

        private final CountWindow window = new CountWindow(2, false);

        public FailureAmongSuccesses() {
            record(window, Outcome.SUCCESS);
            record(window, Outcome.SUCCESS);
        }

        @Actor
        public void fail() {
            record(window, Outcome.FAILURE);
        }

        @Actor
        public void succeed() {
            record(window, Outcome.SUCCESS);
        }

        @Arbiter
        public void look(III_Result r) {
            r.r1 = (int) window.counts(0).calls();
            r.r2 = (int) window.counts(0).failed();
            record(window, Outcome.SUCCESS);
            r.r3 = (int) window.counts(0).failed();
        }
    }

    /** A look at a window of two failures while two successes push them out. */
    @JCStressTest
    @org.openjdk.jcstress.annotations.Outcome(
            id = {"2, 2, 1", "2, 1, 1", "2, 1, 0", "2, 2, 0", "2, 2, 2"},
            expect = ACCEPTABLE,
            desc = "The two that were last at some moment; never more failures than before")
    @org.openjdk.jcstress.annotations.Outcome(
            id = "2, 0, 0",
            expect = ACCEPTABLE,
            desc = "All is over")
    @org.openjdk.jcstress.annotations.Outcome(
            expect = FORBIDDEN,
            desc = "Figures that never were, or older ones after newer ones")
    @org.openjdk.jcstress.annotations.State
    public static class Snapshots {

        private final CountWindow window = new CountWindow(2, false);

        public Snapshots() {
            record(window, Outcome.FAILURE);
            record(window, Outcome.FAILURE);
        }

        @Actor
        public void succeedTwice() {
            record(window, Outcome.SUCCESS);
            record(window, Outcome.SUCCESS);
        }

        @Actor
        public void look(III_Result r) {
            Counts first = window.counts(0);
            r.r1 = (int) first.calls();
            r.r2 = (int) first.failed();
            r.r3 = (int) window.counts(0).failed();
        }
    }

    /** Four outcomes by two threads in a window of one: the last of one of them stays. */
    @JCStressTest
    @org.openjdk.jcstress.annotations.Outcome(
            id = "1, 1, 0, 0",
            expect = ACCEPTABLE,
            desc = "The one ended with its failure last")
    @org.openjdk.jcstress.annotations.Outcome(
            id = "1, 1, 1, 1",
            expect = ACCEPTABLE,
            desc = "The other ended with its slow failure last")
    @org.openjdk.jcstress.annotations.Outcome(
            expect = FORBIDDEN,
            desc = "The window of one holds another number, or what was not last")
    @org.openjdk.jcstress.annotations.State
    public static class WindowOfOne {

        private final CountWindow window = new CountWindow(1, true);

        @Actor
        public void one() {
            record(window, Outcome.SUCCESS);
            record(window, Outcome.FAILURE);
        }

        @Actor
        public void other() {
            record(window, Outcome.SLOW_SUCCESS);
            record(window, Outcome.SLOW_FAILURE);
        }

        @Arbiter
        public void look(IIII_Result r) {
            Counts held = window.counts(0);
            r.r1 = (int) held.calls();
            r.r2 = (int) held.failed();
            r.r3 = (int) held.slow();
            r.r4 = (int) held.slowFailed();
        }
    }

    /** The success that makes rates known judges, though a look finds the window full before it. */
    @JCStressTest
    @org.openjdk.jcstress.annotations.Outcome(
            id = {"1, 1", "1, 2"},
            expect = ACCEPTABLE,
            desc = "Half of two calls failed, and who came second says so")
    @org.openjdk.jcstress.annotations.Outcome(
            expect = FORBIDDEN,
            desc = "A threshold is reached, and nobody trips")
    @org.openjdk.jcstress.annotations.State
    public static class TheCallThatFillsTheWindow {

        private static final Thresholds HALF_OF_TWO = new Thresholds(2, 50, 101, 0, 0);

        private final CountWindow window = new CountWindow(2, false);

        public TheCallThatFillsTheWindow() {
            record(window, Outcome.FAILURE);
        }

        @Actor
        public void succeed(II_Result r) {
            r.r1 = window.record(Outcome.SUCCESS, 0, HALF_OF_TWO) == null ? 0 : 1;
        }

        @Actor
        public void look(II_Result r) {
            r.r2 = (int) window.counts(0).calls();
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

        private final CountWindow window = new CountWindow(100, false);

        public RatesBecomeKnown() {
            record(window, Outcome.FAILURE);
            record(window, Outcome.SUCCESS);
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
}
