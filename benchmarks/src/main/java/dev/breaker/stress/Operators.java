package dev.breaker.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.breaker.Snapshot;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/** Operators against calls, and against each other. */
public final class Operators {

    private Operators() {}

    /** A reset while a call is made that fails. */
    @JCStressTest
    @Outcome(
            id = "0, 0, 1",
            expect = ACCEPTABLE,
            desc = "The call was permitted before the reset: it is in the totals only")
    @Outcome(
            id = "1, 1, 1",
            expect = ACCEPTABLE,
            desc = "The call was permitted after the reset: it is in the new window")
    @Outcome(
            expect = FORBIDDEN,
            desc = "The new window counts what the row does not, or the totals have lost the call")
    @State
    public static class ResetAgainstRecord {

        private final Subject subject = new Subject(Subject.config());

        @Actor
        public void reset() {
            subject.breaker.reset();
        }

        @Actor
        public void fail() {
            subject.breaker.acquire().failed(Subject.failure());
        }

        @Arbiter
        public void look(III_Result r) {
            Snapshot seen = subject.breaker.snapshot();
            r.r1 = seen.failedCalls();
            r.r2 = (int) seen.consecutiveFailures();
            r.r3 = (int) seen.totalFailedCalls();
        }
    }

    /** Two operators who want different things. */
    @JCStressTest
    @Outcome(
            id = {
                "CLOSED->FORCED_OPEN FORCED_OPEN->DISABLED",
                "CLOSED->DISABLED DISABLED->FORCED_OPEN"
            },
            expect = ACCEPTABLE,
            desc = "One after the other, and heard of in this order")
    @Outcome(
            expect = FORBIDDEN,
            desc = "An action was lost, or the events do not follow from each other")
    @State
    public static class OneAgainstTheOther {

        private final Subject subject = new Subject(Subject.config());

        @Actor
        public void force() {
            subject.breaker.forceOpen();
        }

        @Actor
        public void disable() {
            subject.breaker.disable();
        }

        @Arbiter
        public void look(L_Result r) {
            r.r1 = subject.path();
        }
    }
}
