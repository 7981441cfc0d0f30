package dev.breaker.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.breaker.Permit;
import dev.breaker.State;
import java.util.Objects;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.ZZI_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** HALF_OPEN has one place left, and two want it. */
public final class LastProbesPlace {

    private LastProbesPlace() {}

    /** Two calls ask for it. */
    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "The first took the place")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "The second took the place")
    @Outcome(expect = FORBIDDEN, desc = "Both are probes, or the place is lost")
    @org.openjdk.jcstress.annotations.State
    public static class AskedForTwice {

        private final Subject subject = new Subject(Subject.config().initialState(State.HALF_OPEN));

        @Actor
        public void one(ZZ_Result r) {
            r.r1 = subject.permits();
        }

        @Actor
        public void other(ZZ_Result r) {
            r.r2 = subject.permits();
        }
    }

    /** The wait is over, and nobody has noticed before these two. */
    @JCStressTest
    @Outcome(
            id = {"true, false, 1", "false, true, 1"},
            expect = ACCEPTABLE,
            desc = "One half-opened the breaker, one of them is the probe, one event tells of it")
    @Outcome(expect = FORBIDDEN, desc = "Two probes, none, or the change was told twice or never")
    @org.openjdk.jcstress.annotations.State
    public static class WhenTheWaitIsOver {

        private final Subject subject = new Subject(Subject.config().initialState(State.OPEN));

        public WhenTheWaitIsOver() {
            subject.passTheWait();
        }

        @Actor
        public void one(ZZI_Result r) {
            r.r1 = subject.permits();
        }

        @Actor
        public void other(ZZI_Result r) {
            r.r2 = subject.permits();
        }

        @Arbiter
        public void events(ZZI_Result r) {
            r.r3 = subject.events();
        }
    }

    /** One probe gives its place back while a call asks for it. */
    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "It was back in time for the call")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "It was back for the next one")
    @Outcome(expect = FORBIDDEN, desc = "The place was lost, or became two")
    @org.openjdk.jcstress.annotations.State
    public static class GivenBack {

        private final Subject subject = new Subject(Subject.config().initialState(State.HALF_OPEN));
        private final Permit probe = Objects.requireNonNull(subject.breaker.tryAcquire());

        @Actor
        public void giveBack() {
            probe.cancel();
        }

        @Actor
        public void ask(ZZ_Result r) {
            r.r1 = subject.permits();
        }

        @Arbiter
        public void askAgain(ZZ_Result r) {
            r.r2 = subject.permits();
        }
    }
}
