package dev.breaker;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * HALF_OPEN: permits a round of probes and decides as early as the result is certain.
 *
 * <p>The round is an immutable value that is replaced by compare-and-set, so that the outcome which
 * decides it is found by exactly one thread; whatever arrives at a decided round is late. Probes
 * are rare, therefore this may allocate. Where the settings change, the round goes on with the
 * places that it began with.
 */
final class HalfOpenPhase extends Phase {

    private final int places;
    private final RoundCell round;

    HalfOpenPhase(Entry entry) {
        super(entry, State.HALF_OPEN, false, true, null);
        places = rules.config.permittedNumberOfCallsInHalfOpenState();
        round = new RoundCell();
    }

    private HalfOpenPhase(Entry changed, HalfOpenPhase like) {
        super(changed, State.HALF_OPEN, false, true, null);
        places = like.places;
        round = like.round;
    }

    @Override
    Phase like(Entry changed) {
        return new HalfOpenPhase(changed, this);
    }

    @Override
    boolean takesPlace(long now) {
        while (true) {
            Round current = round.get();
            boolean free = current.inFlight() + current.done().calls() < places;
            if (!free || current.verdict() != null) {
                return false;
            }
            if (round.replace(current, current.admit(now))) {
                return true;
            }
        }
    }

    @Override
    Phase due(long now) {
        return successor(round.get(), now);
    }

    @Override
    Phase after(Outcome outcome, @Nullable Throwable cause, long nanos, long now) {
        Failure failure = outcome.isFailure() ? Failure.of(cause, nanos) : null;
        while (true) {
            Round current = round.get();
            Phase next = successor(current, now);
            if (next != this) {
                circuit.totals.addLate(); // decided or expired before
                return next;
            }
            Round settled = settled(current.settle(outcome, failure), cause, now);
            if (round.replace(current, settled)) {
                return successor(settled, now);
            }
        }
    }

    private Round settled(Round settled, @Nullable Throwable cause, long now) {
        BrokenRule broken = rules.thresholds.brokenByProbes(settled.done(), places);
        if (broken == null && rules.hasCustomRule()) {
            broken = rules.customRule(snapshot(settled, now));
        }
        if (broken != null) {
            return settled.decided(new Round.Verdict(broken, rules.openWait.askedBy(cause)));
        }
        return rules.thresholds.outOfReachOfProbes(settled.done(), places)
                ? settled.decided(Round.Verdict.PASSED)
                : settled;
    }

    @Override
    void giveBack() {
        round.giveBack();
    }

    private Snapshot snapshot(Round round, long now) {
        Round.Results results = round.results();
        return circuit.snapshot(this, results.counts(), results.inARow(), now);
    }

    private Phase successor(Round round, long now) {
        Round.Verdict verdict = round.verdict();
        if (verdict == null) {
            return isExpired(round, now) ? expired(round) : this;
        }
        BrokenRule broken = verdict.broken();
        if (broken == null) {
            return CountingPhase.closed(entry(now, passed(round)));
        }
        Cause cause = Cause.of(broken, evidence(broken, round));
        return opened(cause, round.lastFailure(), verdict.askedWait(), now, round.done());
    }

    private Evidence evidence(BrokenRule rule, Round round) {
        List<Failure> failures = round.results().failures();
        return Evidence.of(rule, places + " probes", round.done(), failures);
    }

    private boolean isExpired(Round round, long now) {
        return round.begun() && now - round.firstProbeAt() >= rules.roundNanos;
    }

    private Phase expired(Round round) {
        long at = rules.due(round.firstProbeAt() + rules.roundNanos);
        String words =
                "%s of %s probes were settled within %s of the first"
                        .formatted(
                                round.done().calls(),
                                places,
                                rules.config.maxWaitDurationInHalfOpenState());
        BrokenRule rule =
                new BrokenRule(Trigger.PROBES_OVERDUE, places, round.done().calls(), words);
        Cause cause = Cause.of(rule, evidence(rule, round));
        return rules.config.transitionToStateAfterWaitDuration() == State.CLOSED
                ? CountingPhase.closed(entry(at, cause))
                : opened(cause, round.lastFailure(), null, at, round.done());
    }

    private Cause passed(Round round) {
        Counts done = round.done();
        String words =
                "%s of %s probes settled, %s failed, %s slow: below the thresholds whatever the rest brings"
                        .formatted(done.calls(), places, done.failed(), done.slow());
        BrokenRule none = new BrokenRule(Trigger.PROBES_PASSED, Double.NaN, Double.NaN, words);
        return new Cause(words, evidence(none, round), null);
    }

    @Override
    @Nullable Failure lastFailure() {
        Failure ofProbe = round.get().lastFailure();
        return ofProbe == null ? super.lastFailure() : ofProbe;
    }

    @Override
    Counts counts(long now) {
        return round.get().done();
    }

    @Override
    long minimumForRates() {
        return 1;
    }

    @Override
    InARow inARow() {
        return round.get().results().inARow();
    }

    @Override
    long nanosToNextProbe(long now) {
        return 0;
    }
}
