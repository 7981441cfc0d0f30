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
import org.openjdk.jcstress.infra.results.LII_Result;
import org.openjdk.jcstress.infra.results.LZZ_Result;

/** The outcome of a call of one generation arrives while the next one begins. */
public final class StaleResult {

    private StaleResult() {}

    /** A failure that would trip a closed breaker, against an operator who begins a round. */
    @JCStressTest
    @Outcome(
            id = "CLOSED->HALF_OPEN, 0, 1",
            expect = ACCEPTABLE,
            desc = "The round was first: the failure is in the totals, and in nothing else")
    @Outcome(
            id = "CLOSED->OPEN OPEN->HALF_OPEN, 0, 1",
            expect = ACCEPTABLE,
            desc = "The failure was first and tripped the breaker; then the round began")
    @Outcome(expect = FORBIDDEN, desc = "A call of the closed state was taken for a probe, or lost")
    @org.openjdk.jcstress.annotations.State
    public static class FailureAgainstHalfOpen {

        private final Subject subject = new Subject(Subject.config().failureCountThreshold(1));
        private final Permit permit = subject.breaker.acquire();

        @Actor
        public void fail() {
            permit.failed(Subject.failure());
        }

        @Actor
        public void operate() {
            subject.breaker.halfOpen();
        }

        @Arbiter
        public void look(LII_Result r) {
            Snapshot seen = subject.breaker.snapshot();
            r.r1 = subject.path();
            r.r2 = seen.bufferedCalls();
            r.r3 = (int) seen.totalFailedCalls();
        }
    }

    /** A success that would close a half-open breaker, against the beginning of another round. */
    @JCStressTest
    @Outcome(
            id = "HALF_OPEN, true, false",
            expect = ACCEPTABLE,
            desc = "The new round has its one place, whenever the probe of the former one ended")
    @Outcome(
            expect = FORBIDDEN,
            desc = "The former probe decided the new round, or gave or took one of its places")
    @org.openjdk.jcstress.annotations.State
    public static class ProbeAgainstNextRound {

        private final Subject subject = new Subject(Subject.config().initialState(State.HALF_OPEN));
        private final Permit probe = Objects.requireNonNull(subject.breaker.tryAcquire());

        @Actor
        public void succeed() {
            probe.succeeded();
        }

        @Actor
        public void operate() {
            subject.breaker.forceOpen();
            subject.breaker.halfOpen();
        }

        @Arbiter
        public void look(LZZ_Result r) {
            r.r1 = subject.breaker.state();
            r.r2 = subject.permits();
            r.r3 = subject.permits();
        }
    }

    /** The same with a probe that gives its place back. */
    @JCStressTest
    @Outcome(
            id = "HALF_OPEN, true, false",
            expect = ACCEPTABLE,
            desc = "The new round has its one place, whenever the former probe was cancelled")
    @Outcome(expect = FORBIDDEN, desc = "The former probe gave a place to the new round")
    @org.openjdk.jcstress.annotations.State
    public static class CancelAgainstNextRound {

        private final Subject subject = new Subject(Subject.config().initialState(State.HALF_OPEN));
        private final Permit probe = Objects.requireNonNull(subject.breaker.tryAcquire());

        @Actor
        public void cancel() {
            probe.cancel();
        }

        @Actor
        public void operate() {
            subject.breaker.forceOpen();
            subject.breaker.halfOpen();
        }

        @Arbiter
        public void look(LZZ_Result r) {
            r.r1 = subject.breaker.state();
            r.r2 = subject.permits();
            r.r3 = subject.permits();
        }
    }
}
