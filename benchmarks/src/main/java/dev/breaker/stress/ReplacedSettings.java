package dev.breaker.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.breaker.BreakerConfig;
import dev.breaker.Permit;
import dev.breaker.Snapshot;
import dev.breaker.State;
import java.time.Duration;
import java.util.Objects;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.LIZ_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** The settings are replaced while something decides. */
public final class ReplacedSettings {

    private ReplacedSettings() {}

    /** A breaker with one call under way, and settings that make it wait longer. */
    private static final class Replacing {

        private final Subject subject;
        private final BreakerConfig patient;
        private final Permit underWay;

        private Replacing(BreakerConfig.Builder config) {
            subject = new Subject(config);
            patient = config.waitDurationInOpenState(Duration.ofDays(1)).build();
            underWay = subject.breaker.acquire();
        }

        private void replace() {
            subject.breaker.reconfigure(patient);
        }

        private void look(LIZ_Result r) {
            Snapshot seen = subject.breaker.snapshot();
            Duration next = seen.timeToNextProbe();
            r.r1 = subject.path();
            r.r2 = (int) (seen.totalFailedCalls() + seen.totalSuccessfulCalls());
            r.r3 = subject.breaker.config() == patient && (next == null || next.toHours() > 1);
        }
    }

    /** The call under way is the failure that trips. */
    @JCStressTest
    @Outcome(
            id = "CLOSED->OPEN, 1, true",
            expect = ACCEPTABLE,
            desc = "It tripped the breaker once, and the wait is that of the new settings")
    @Outcome(expect = FORBIDDEN, desc = "The trip, the outcome or the new settings are lost")
    @org.openjdk.jcstress.annotations.State
    public static class AndTheTrip {

        private final Replacing replacing =
                new Replacing(Subject.config().consecutiveFailuresThreshold(1));

        @Actor
        public void fail() {
            replacing.underWay.failed(Subject.failure());
        }

        @Actor
        public void replace() {
            replacing.replace();
        }

        @Arbiter
        public void look(LIZ_Result r) {
            replacing.look(r);
        }
    }

    /** The call under way is the last probe, which succeeds. */
    @JCStressTest
    @Outcome(
            id = "HALF_OPEN->CLOSED, 1, true",
            expect = ACCEPTABLE,
            desc = "It closed the breaker once, under the new settings")
    @Outcome(expect = FORBIDDEN, desc = "The verdict, the outcome or the new settings are lost")
    @org.openjdk.jcstress.annotations.State
    public static class AndTheLastProbe {

        private final Replacing replacing =
                new Replacing(Subject.config().initialState(State.HALF_OPEN));

        @Actor
        public void succeed() {
            replacing.underWay.succeeded();
        }

        @Actor
        public void replace() {
            replacing.replace();
        }

        @Arbiter
        public void look(LIZ_Result r) {
            replacing.look(r);
        }
    }

    /** The last place is taken, or given back, while the round goes on under other settings. */
    @JCStressTest
    @Outcome(
            id = "true, false, true",
            expect = ACCEPTABLE,
            desc = "The place that was given back was taken once")
    @Outcome(
            id = "false, true, true",
            expect = ACCEPTABLE,
            desc = "Nobody had given it back, and there it was afterwards")
    @Outcome(expect = FORBIDDEN, desc = "The place is there twice, or lost, or the settings are")
    @org.openjdk.jcstress.annotations.State
    public static class AndTheLastPlace {

        private final Subject subject = new Subject(Subject.config().initialState(State.HALF_OPEN));
        private final Permit probe = Objects.requireNonNull(subject.breaker.tryAcquire());
        private final BreakerConfig other = Subject.config().minimumNumberOfCalls(5).build();

        @Actor
        public void giveBack() {
            probe.cancel();
        }

        @Actor
        public void replaceAndAsk(ZZZ_Result r) {
            subject.breaker.reconfigure(other);
            r.r1 = subject.permits();
        }

        @Arbiter
        public void look(ZZZ_Result r) {
            r.r2 = subject.permits();
            r.r3 = subject.breaker.config() == other;
        }
    }
}
