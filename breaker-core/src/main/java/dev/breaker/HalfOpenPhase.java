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

    private static final VarHandle ROUND;

    static {
        try {
            ROUND = MethodHandles.lookup().findVarHandle(HalfOpenPhase.class, "round", Round.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

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
            if (!free || verdict(current) != Verdict.OPEN_QUESTION) {
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
        while (true) {
            Round current = round;
            Phase next = successor(current, now);
            if (next != this) {
                return next; // decided or expired before: this outcome is late
            }
            Round settled = settled(current, outcome, cause, now);
            if (replace(current, settled)) {
                return successor(settled, now);
            }
        }
    }

    private Round settled(Round before, Outcome outcome, @Nullable Throwable cause, long now) {
        Round settled = before.settle(outcome);
        if (verdict(settled) != Verdict.REOPEN && rules.hasCustomRule()) {
            settled = settled.doomed(rules.customReason(snapshot(settled, now)));
        }
        return verdict(settled) == Verdict.REOPEN ? settled.causedBy(cause) : settled;
    }

    @Override
    void giveBack() {
        Round current = round;
        while (!replace(current, current.giveBack())) {
            current = round;
        }
    }

    private Snapshot snapshot(Round round, long now) {
        return circuit.snapshot(
                this, round.done(), round.consecutiveFailures(), round.consecutiveSuccesses(), now);
    }

    private boolean replace(Round before, Round after) {
        return ROUND.compareAndSet(this, before, after);
    }

    private enum Verdict {
        OPEN_QUESTION,
        CLOSE,
        REOPEN
    }

    /** What is certain, whatever the probes that are not yet settled bring. */
    private Verdict verdict(Round round) {
        Thresholds thresholds = rules.thresholds;
        Counts done = round.done();
        if (round.doom() != null
                || (done.failed() > 0 && thresholds.reopenOnFirstFailure())
                || thresholds.failureRate() <= Counts.percentage(done.failed(), places)
                || thresholds.slowCallRate() <= Counts.percentage(done.slow(), places)) {
            return Verdict.REOPEN;
        }
        long unknown = places - done.calls();
        if (unknown > 0 && thresholds.reopenOnFirstFailure()) {
            return Verdict.OPEN_QUESTION;
        }
        return Counts.percentage(done.failed() + unknown, places) < thresholds.failureRate()
                        && Counts.percentage(done.slow() + unknown, places)
                                < thresholds.slowCallRate()
                ? Verdict.CLOSE
                : Verdict.OPEN_QUESTION;
    }

    private Phase successor(Round round, long now) {
        return switch (verdict(round)) {
            case CLOSE -> CountingPhase.closed(entry(now, passed(round)));
            case REOPEN -> opened(failed(round), round.cause(), now, round.done());
            case OPEN_QUESTION -> isExpired(round, now) ? expired(round) : this;
        };
    }

    private boolean isExpired(Round round, long now) {
        return round.begun() && now - round.firstProbeAt() >= rules.roundNanos;
    }

    private Phase expired(Round round) {
        long at = round.firstProbeAt() + rules.roundNanos;
        String reason =
                "%d of %d probes were settled within %s of the first"
                        .formatted(
                                round.done().calls(),
                                places,
                                rules.config.maxWaitDurationInHalfOpenState());
        return rules.config.transitionToStateAfterWaitDuration() == State.CLOSED
                ? CountingPhase.closed(entry(at, reason))
                : opened(reason, null, at, round.done());
    }

    private String passed(Round round) {
        Counts done = round.done();
        return "%d of %d probes settled, %d failed, %d slow: below the thresholds whatever the rest brings"
                .formatted(done.calls(), places, done.failed(), done.slow());
    }

    private String failed(Round round) {
        if (round.doom() != null) {
            return round.doom();
        }
        Counts done = round.done();
        return "%d of %d probes failed, %d were slow".formatted(done.failed(), places, done.slow());
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
    long consecutiveFailures() {
        return round.consecutiveFailures();
    }

    @Override
    long consecutiveSuccesses() {
        return round.consecutiveSuccesses();
    }

    @Override
    long nanosToNextProbe(long now) {
        return 0;
    }
}
