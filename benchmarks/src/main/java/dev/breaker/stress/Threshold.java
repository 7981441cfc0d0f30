package dev.breaker.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.breaker.BreakerConfig;
import dev.breaker.Permit;
import dev.breaker.Snapshot;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LII_Result;

/** Two failures cross a threshold together. */
public final class Threshold {

    private Threshold() {}

    /** A breaker with two calls under way. */
    private static final class Crossing {

        private final Subject subject;
        private final Permit first;
        private final Permit second;

        private Crossing(BreakerConfig.Builder config) {
            subject = new Subject(config);
            first = subject.breaker.acquire();
            second = subject.breaker.acquire();
        }

        private void failFirst() {
            first.failed(Subject.failure());
        }

        private void failSecond() {
            second.failed(Subject.failure());
        }

        private void look(LII_Result r) {
            Snapshot seen = subject.breaker.snapshot();
            r.r1 = subject.path();
            r.r2 = seen.failedCalls();
            r.r3 = (int) seen.totalFailedCalls();
        }
    }

    /** Each of the two is enough. */
    @JCStressTest
    @Outcome(
            id = "CLOSED->OPEN, 1, 2",
            expect = ACCEPTABLE,
            desc = "The one tripped the breaker, the other came late: it is in the totals only")
    @Outcome(
            id = "CLOSED->OPEN, 2, 2",
            expect = ACCEPTABLE,
            desc = "Both were recorded before the second of them tripped the breaker")
    @Outcome(
            expect = FORBIDDEN,
            desc = "Not exactly one change and one event, or a failure was lost")
    @State
    public static class EachIsEnough {

        private final Crossing crossing =
                new Crossing(
                        Subject.config().consecutiveFailuresThreshold(1).failureCountThreshold(1));

        @Actor
        public void one() {
            crossing.failFirst();
        }

        @Actor
        public void other() {
            crossing.failSecond();
        }

        @Arbiter
        public void look(LII_Result r) {
            crossing.look(r);
        }
    }

    /** It takes both, by the rate in the window. */
    @JCStressTest
    @Outcome(
            id = "CLOSED->OPEN, 2, 2",
            expect = ACCEPTABLE,
            desc = "The later one knew of the other and tripped the breaker, once")
    @Outcome(
            expect = FORBIDDEN,
            desc = "Neither knew of the other, or there is not exactly one change and one event")
    @State
    public static class BothByRate {

        private final Crossing crossing =
                new Crossing(Subject.config().minimumNumberOfCalls(2).failureRateThreshold(100));

        @Actor
        public void one() {
            crossing.failFirst();
        }

        @Actor
        public void other() {
            crossing.failSecond();
        }

        @Arbiter
        public void look(LII_Result r) {
            crossing.look(r);
        }
    }

    /** It takes both, in a row. */
    @JCStressTest
    @Outcome(
            id = "CLOSED->OPEN, 2, 2",
            expect = ACCEPTABLE,
            desc = "The later one knew of the other and tripped the breaker, once")
    @Outcome(
            id = "CLOSED->OPEN, 1, 2",
            expect = ACCEPTABLE,
            desc = "The row was complete before the other's outcome stood in the window")
    @Outcome(
            expect = FORBIDDEN,
            desc = "Neither knew of the other, or there is not exactly one change and one event")
    @State
    public static class BothInARow {

        private final Crossing crossing =
                new Crossing(Subject.config().consecutiveFailuresThreshold(2));

        @Actor
        public void one() {
            crossing.failFirst();
        }

        @Actor
        public void other() {
            crossing.failSecond();
        }

        @Arbiter
        public void look(LII_Result r) {
            crossing.look(r);
        }
    }
}
