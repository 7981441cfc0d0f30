package dev.breaker.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.breaker.Permit;
import dev.breaker.Snapshot;
import dev.breaker.State;
import java.util.Objects;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.LII_Result;

/** One permit is settled by two threads. */
public final class SettledTwice {

    private SettledTwice() {}

    /** As success and as failure, in CLOSED. */
    @JCStressTest
    @Outcome(id = "1, 0, 1, 0", expect = ACCEPTABLE, desc = "The success counts, once")
    @Outcome(id = "0, 1, 1, 1", expect = ACCEPTABLE, desc = "The failure counts, once")
    @Outcome(expect = FORBIDDEN, desc = "Both count, or neither, or window and totals disagree")
    @org.openjdk.jcstress.annotations.State
    public static class AsSuccessAndFailure {

        private final Subject subject = new Subject(Subject.config());
        private final Permit permit = subject.breaker.acquire();

        @Actor
        public void succeed() {
            permit.succeeded();
        }

        @Actor
        public void fail() {
            permit.failed(Subject.failure());
        }

        @Arbiter
        public void look(IIII_Result r) {
            Snapshot seen = subject.breaker.snapshot();
            r.r1 = (int) seen.totalSuccessfulCalls();
            r.r2 = (int) seen.totalFailedCalls();
            r.r3 = seen.bufferedCalls();
            r.r4 = seen.failedCalls();
        }
    }

    /** As success and as no verdict, by a probe. The state is followed by what it then permits. */
    @JCStressTest
    @Outcome(
            id = "CLOSED+1, 1, 0",
            expect = ACCEPTABLE,
            desc = "The success counts: the round has passed")
    @Outcome(
            id = "HALF_OPEN+1, 0, 1",
            expect = ACCEPTABLE,
            desc = "The cancellation counts: the place is free again, for one")
    @Outcome(expect = FORBIDDEN, desc = "Both count, or neither, or the place is lost")
    @org.openjdk.jcstress.annotations.State
    public static class AsSuccessAndCancelled {

        private final Subject subject = new Subject(Subject.config().initialState(State.HALF_OPEN));
        private final Permit probe = Objects.requireNonNull(subject.breaker.tryAcquire());

        @Actor
        public void succeed() {
            probe.succeeded();
        }

        @Actor
        public void cancel() {
            probe.cancel();
        }

        @Arbiter
        public void look(LII_Result r) {
            Snapshot seen = subject.breaker.snapshot();
            r.r1 = seen.state() + (subject.permits() ? "+1" : "+0");
            r.r2 = (int) seen.totalSuccessfulCalls();
            r.r3 = (int) seen.totalIgnoredCalls();
        }
    }
}
