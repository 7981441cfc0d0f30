package dev.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * HALF_OPEN: permits a round of probes and decides as early as the result is certain.
 *
 * <p>The round is an immutable value that is replaced by compare-and-set, so that the outcome which
 * decides it is found by exactly one thread; whatever arrives at a decided round is late. Probes
 * are rare, therefore this may allocate.
 */
final class HalfOpenPhase extends Phase {

    private static final VarHandle ROUND =
            VarHandles.of(MethodHandles.lookup(), "round", Round.class);

    private final int places;
    private volatile Round round = Round.NOT_BEGUN;

    HalfOpenPhase(Entry entry) {
        super(entry, State.HALF_OPEN, false, true);
        places = rules.config.permittedNumberOfCallsInHalfOpenState();
    }

    @Override
    boolean tryAdmit(long now) {
        while (true) {
            Round current = round;
            boolean free = current.inFlight() + current.done().calls() < places;
            if (!free || isDecided(current)) {
                return false;
            }
            if (replace(current, current.admit(now))) {
                return true;
            }
        }
    }

    @Override
    Phase at(long now) {
        return successor(round, now);
    }

    @Override
    Phase after(Outcome outcome, @Nullable Throwable cause, long now) {
        Failure failure = outcome.isFailure() ? Failure.of(cause) : null;
        while (true) {
            Round current = round;
            Phase next = successor(current, now);
            if (next != this) {
                return next; // decided or expired before: this outcome is late
            }
            Round settled = settled(current.settle(outcome, failure), cause, now);
            if (replace(current, settled)) {
                return successor(settled, now);
            }
        }
    }

    private Round settled(Round settled, @Nullable Throwable cause, long now) {
        String reason = rules.thresholds.reachedByProbes(settled.done(), places);
        if (reason == null && rules.hasCustomRule()) {
            reason = rules.customReason(snapshot(settled, now));
        }
        return reason == null ? settled : settled.doomed(reason, rules.openWait.askedBy(cause));
    }

    @Override
    void giveBack() {
        Round current = round;
        while (!replace(current, current.giveBack())) {
            current = round;
        }
    }

    private Snapshot snapshot(Round round, long now) {
        Round.Results results = round.results();
        return circuit.snapshot(this, results.counts(), results.inARow(), now);
    }

    private boolean replace(Round before, Round after) {
        return ROUND.compareAndSet(this, before, after);
    }

    private boolean isDecided(Round round) {
        return round.doom() != null || hasPassed(round);
    }

    /** Whether it is certain that no threshold will be reached, whatever the rest brings. */
    private boolean hasPassed(Round round) {
        return rules.thresholds.outOfReachOfProbes(round.done(), places);
    }

    private Phase successor(Round round, long now) {
        Round.Doom doom = round.doom();
        if (doom != null) {
            return opened(doom.reason(), round.lastFailure(), doom.askedWait(), now, round.done());
        }
        if (hasPassed(round)) {
            return CountingPhase.closed(entry(now, passed(round)));
        }
        return isExpired(round, now) ? expired(round) : this;
    }

    private boolean isExpired(Round round, long now) {
        return round.begun() && now - round.firstProbeAt() >= rules.roundNanos;
    }

    private Phase expired(Round round) {
        long at = round.firstProbeAt() + rules.roundNanos;
        String reason =
                "%s of %s probes were settled within %s of the first"
                        .formatted(
                                round.done().calls(),
                                places,
                                rules.config.maxWaitDurationInHalfOpenState());
        return rules.config.transitionToStateAfterWaitDuration() == State.CLOSED
                ? CountingPhase.closed(entry(at, reason))
                : opened(reason, round.lastFailure(), null, at, round.done());
    }

    private String passed(Round round) {
        Counts done = round.done();
        return "%s of %s probes settled, %s failed, %s slow: below the thresholds whatever the rest brings"
                .formatted(done.calls(), places, done.failed(), done.slow());
    }

    @Override
    @Nullable Failure lastFailure() {
        Failure ofProbe = round.lastFailure();
        return ofProbe == null ? super.lastFailure() : ofProbe;
    }

    @Override
    Counts counts(long now) {
        return round.done();
    }

    @Override
    long minimumForRates() {
        return 1;
    }

    @Override
    InARow inARow() {
        return round.results().inARow();
    }

    @Override
    long nanosToNextProbe(long now) {
        return 0;
    }
}
