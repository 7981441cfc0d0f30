package dev.breaker.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.breaker.Breaker;
import dev.breaker.Snapshot;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Totals never go backwards, whatever is written and however the state moves meanwhile. */
public final class TotalsInMotion {

    private TotalsInMotion() {}

    /** Two looks at the number of successes while two calls are made, and a third afterwards. */
    @JCStressTest
    @Outcome(
            id = {"0, 0, 3", "0, 1, 3", "0, 2, 3", "1, 1, 3", "1, 2, 3", "2, 2, 3"},
            expect = ACCEPTABLE,
            desc = "The second look sees what the first saw, or more")
    @Outcome(expect = FORBIDDEN, desc = "A total went backwards, or a call was lost")
    @State
    public static class UnderCalls {

        private final Breaker breaker = new Subject(Subject.config()).breaker;

        @Actor
        public void call() {
            breaker.acquire().succeeded();
            breaker.acquire().succeeded();
        }

        @Actor
        public void look(III_Result r) {
            r.r1 = (int) breaker.snapshot().totalSuccessfulCalls();
            r.r2 = (int) breaker.snapshot().totalSuccessfulCalls();
            breaker.acquire().succeeded();
        }

        @Arbiter
        public void atRest(III_Result r) {
            r.r3 = (int) breaker.snapshot().totalSuccessfulCalls();
        }
    }

    /** The same for all attempts, where the first failure trips the breaker and it is reset. */
    @JCStressTest
    @Outcome(
            id = {"0, 0, 2", "0, 1, 2", "0, 2, 2", "1, 1, 2", "1, 2, 2", "2, 2, 2"},
            expect = ACCEPTABLE,
            desc = "No attempt is forgotten by a trip or by a reset")
    @Outcome(expect = FORBIDDEN, desc = "A total went backwards, or an attempt was lost")
    @State
    public static class UnderTransitions {

        private final Breaker breaker =
                new Subject(Subject.config().failureCountThreshold(1)).breaker;

        @Actor
        public void failAndBeRejected() {
            breaker.acquire().failed(Subject.failure());
            if (breaker.tryAcquire() != null) {
                throw new IllegalStateException("permitted by a breaker that has tripped");
            }
            breaker.reset();
        }

        @Actor
        public void look(III_Result r) {
            r.r1 = attempts();
            r.r2 = attempts();
        }

        @Arbiter
        public void atRest(III_Result r) {
            r.r3 = attempts();
        }

        private int attempts() {
            Snapshot seen = breaker.snapshot();
            return (int) (seen.totalFailedCalls() + seen.notPermittedCalls());
        }
    }
}
