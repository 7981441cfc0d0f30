package dev.breaker.soak;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerListener;
import dev.breaker.Snapshot;
import dev.breaker.State;
import dev.breaker.StateTransition;
import dev.breaker.WindowType;
import java.util.concurrent.atomic.AtomicLong;

/** A breaker with all that is known of it from outside. */
final class Watched {

    final Breaker breaker;
    final Downstream downstream = new Downstream();
    final Tally tally = new Tally();
    final ProbeCount probes;

    /** Whether all its calls are made by permits, so that all its probes are known. */
    final boolean byHand;

    private final Violations violations;
    private final AtomicLong transitions = new AtomicLong();
    private volatile State lastHeard;

    Watched(String name, BreakerConfig config, boolean byHand, Violations violations) {
        this.byHand = byHand;
        this.violations = violations;
        breaker = Breaker.of(name, config);
        probes = new ProbeCount(name, config.permittedNumberOfCallsInHalfOpenState(), violations);
        lastHeard = breaker.state();
        breaker.addListener(
                new BreakerListener() {
                    @Override
                    public void onTransition(StateTransition transition) {
                        heard(transition);
                    }
                });
    }

    /** One transition is heard of after the other, on whichever thread. */
    private void heard(StateTransition transition) {
        transitions.incrementAndGet();
        violations.check(
                transition.from() == lastHeard,
                "after a transition to %s came %s",
                lastHeard,
                transition);
        violations.check(!transition.reason().isBlank(), "not explained: %s", transition);
        lastHeard = transition.to();
    }

    /** A look at a breaker in use: the figures of one snapshot fit together, totals only grow. */
    Snapshot look(Snapshot before) {
        Snapshot now = breaker.snapshot();
        boolean grown =
                now.totalSuccessfulCalls() >= before.totalSuccessfulCalls()
                        && now.totalFailedCalls() >= before.totalFailedCalls()
                        && now.totalIgnoredCalls() >= before.totalIgnoredCalls()
                        && now.totalSlowCalls() >= before.totalSlowCalls()
                        && now.notPermittedCalls() >= before.notPermittedCalls();
        violations.check(grown, "totals went backwards, from %s to %s", before, now);
        boolean fits =
                now.failedCalls() <= now.bufferedCalls()
                        && now.slowCalls() <= now.bufferedCalls()
                        && now.slowFailedCalls() <= Math.min(now.failedCalls(), now.slowCalls());
        violations.check(fits, "more of a kind than there are in all: %s", now);
        boolean possible =
                now.totalSlowCalls() <= now.totalSuccessfulCalls() + now.totalFailedCalls()
                        && Math.min(now.consecutiveSuccesses(), now.consecutiveFailures()) == 0;
        violations.check(possible, "figures that cannot be together: %s", now);
        boolean told = now.state() != State.OPEN || now.tripReason() != null;
        violations.check(told, "open without a reason: %s", now);
        return now;
    }

    /** When all threads have ended. */
    void checkAtRest() {
        tally.compare(breaker.name(), breaker.snapshot(), violations);
        probes.forget();
        checkNoTripIsMissing(breaker.snapshot());
        violations.check(
                breaker.state() == lastHeard,
                "breaker %s is %s, but the last transition heard of was to %s",
                breaker.name(),
                breaker.state(),
                lastHeard);
    }

    /** In a count window nothing leaves by itself: what is over a threshold has tripped. */
    private void checkNoTripIsMissing(Snapshot atRest) {
        BreakerConfig config = breaker.config();
        boolean over =
                atRest.failureRate() >= config.failureRateThreshold()
                        || atRest.consecutiveFailures() >= rowThatTrips(config);
        violations.check(
                !over
                        || atRest.state() != State.CLOSED
                        || config.slidingWindowType() != WindowType.COUNT_BASED,
                "a threshold is reached, and the breaker is closed: %s",
                atRest);
    }

    private static long rowThatTrips(BreakerConfig config) {
        int threshold = config.consecutiveFailuresThreshold();
        return threshold == 0 ? Long.MAX_VALUE : threshold;
    }

    /** Once the downstream is well and nobody interferes, calls get through again. */
    void checkItRecovers(long withinNanos) {
        downstream.recover();
        breaker.halfOpen();
        Caller caller = new Caller(this, 0);
        long began = System.nanoTime();
        while (breaker.state() != State.CLOSED && System.nanoTime() - began < withinNanos) {
            caller.callOnce();
        }
        violations.check(
                breaker.state() == State.CLOSED,
                "breaker %s stays %s before a downstream that is well",
                breaker.name(),
                breaker.state());
    }

    long transitions() {
        return transitions.get();
    }
}
