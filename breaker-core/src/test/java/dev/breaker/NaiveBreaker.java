package dev.breaker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A breaker as DESIGN.md, section 3, describes it: plain fields, one lock, lists that are gone
 * through from the beginning each time. It is there to be checked by reading.
 *
 * <p>Time is nanoseconds since the breaker was made, and moves by {@link #passTime} only.
 */
final class NaiveBreaker {

    /** The right to make one call: in which generation it was issued, and when (rule 1). */
    record Issued(int generation, long at) {}

    /** How a permitted call ended, before it is known whether it was slow. */
    record Ended(Classifier.Verdict verdict, @Nullable String text, @Nullable Duration ownWait) {}

    /** A change of state, and how long calls had been kept away by then. */
    record Move(State from, State to, Reason reason, Duration openFor) {}

    private final BreakerConfig config;
    private final NaiveRules rules;
    private final NaiveWait waits;
    private long now;

    // the state, and what belongs to this stay in it
    private State state;
    private int generation;
    private long since;
    private NaiveWindow window;
    private long failuresInARow;
    private long successesInARow;
    private long wait; // OPEN
    private Counts evidence = Counts.NONE; // OPEN: with what it tripped
    private long neededForEvidence; // OPEN: from how many outcomes on its rates are known
    private final List<Outcome> settledProbes = new ArrayList<>(); // HALF_OPEN
    private int probesUnderWay; // HALF_OPEN
    private @Nullable Long firstProbeAt; // HALF_OPEN

    // what is remembered from the first time that calls are kept away until the breaker closes
    private @Nullable Reason tripReason;
    private long firstOpenedAt;
    private int trips; // an operator's forced open is none

    // for life
    private long successful;
    private long failed;
    private long ignored;
    private long slow;
    private long notPermitted;
    private @Nullable String lastFailure;
    private final List<Move> moves = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    NaiveBreaker(BreakerConfig config, double random) {
        this.config = config;
        rules = new NaiveRules(config);
        waits = new NaiveWait(config, random);
        state = config.initialState();
        enter(state, 0, Reason.INITIAL, Counts.NONE, null);
    }

    synchronized void passTime(long nanos) {
        now += nanos;
        catchUp();
    }

    /** Rule 7: what time alone has brought about, dated to when it was due. */
    private void catchUp() {
        boolean waitIsOver = state == State.OPEN && now - since >= wait;
        if (waitIsOver) {
            enter(State.HALF_OPEN, since + wait, Reason.WAIT_OVER, Counts.NONE, null);
        }
        Duration lease = config.maxWaitDurationInHalfOpenState();
        if (state == State.HALF_OPEN
                && firstProbeAt != null
                && !lease.isZero()
                && now - firstProbeAt >= NaiveWait.nanos(lease)) {
            State next = config.transitionToStateAfterWaitDuration();
            long due = firstProbeAt + NaiveWait.nanos(lease);
            enter(next, due, Reason.LEASE_OVER, NaiveWindow.counted(settledProbes), null);
            catchUp();
        }
    }

    /** A permit; null if the call is rejected. */
    synchronized @Nullable Issued acquire() {
        if (!permits()) {
            notPermitted++;
            return null;
        }
        if (state == State.HALF_OPEN) {
            probesUnderWay++;
            firstProbeAt = firstProbeAt == null ? Long.valueOf(now) : firstProbeAt;
        }
        return new Issued(generation, now);
    }

    private boolean permits() {
        return switch (state) {
            case CLOSED, DISABLED, METRICS_ONLY -> true;
            case OPEN, FORCED_OPEN -> false;
            case HALF_OPEN ->
                    probesUnderWay + settledProbes.size()
                            < config.permittedNumberOfCallsInHalfOpenState();
        };
    }

    synchronized void settle(Issued permit, Ended ended) {
        Outcome outcome = outcome(permit, ended);
        addToTotals(outcome);
        if (permit.generation != generation) {
            return; // rule 1: late
        }
        if (state == State.HALF_OPEN) {
            probesUnderWay--;
        }
        if (outcome == Outcome.IGNORED || state == State.DISABLED) {
            return;
        }
        failuresInARow = outcome.isFailure() ? failuresInARow + 1 : 0;
        successesInARow = outcome.isFailure() ? 0 : successesInARow + 1;
        lastFailure = outcome.isFailure() ? ended.text : lastFailure;
        if (state == State.HALF_OPEN) {
            settledProbe(outcome, ended);
        } else {
            recorded(outcome, ended);
        }
    }

    private Outcome outcome(Issued permit, Ended ended) {
        boolean isSlow =
                rules.judgesSlowCalls()
                        && now - permit.at >= NaiveWait.nanos(config.slowCallDurationThreshold());
        return switch (ended.verdict) {
            case SUCCESS -> isSlow ? Outcome.SLOW_SUCCESS : Outcome.SUCCESS;
            case FAILURE -> isSlow ? Outcome.SLOW_FAILURE : Outcome.FAILURE;
            case IGNORED -> Outcome.IGNORED;
        };
    }

    private void addToTotals(Outcome outcome) {
        outcomes.add(outcome);
        switch (outcome) {
            case SUCCESS, SLOW_SUCCESS -> successful++;
            case FAILURE, SLOW_FAILURE -> failed++;
            case IGNORED -> ignored++;
        }
        slow += outcome.isSlow() ? 1 : 0;
    }

    /** Rule 3; METRICS_ONLY never trips. */
    private void recorded(Outcome outcome, Ended ended) {
        window.add(outcome, now);
        Counts held = window.counts(now);
        Reason broken = rules.broken(held, failuresInARow, successesInARow);
        if (state == State.CLOSED && broken != null) {
            enter(State.OPEN, now, broken, held, ownWait(outcome, ended));
        }
    }

    /** Rule 6. */
    private void settledProbe(Outcome outcome, Ended ended) {
        settledProbes.add(outcome);
        Counts settled = NaiveWindow.counted(settledProbes);
        NaiveRules.Verdict verdict = rules.verdict(settled);
        if (verdict == NaiveRules.Verdict.REOPEN) {
            enter(State.OPEN, now, rules.reopening(settled), settled, ownWait(outcome, ended));
        } else if (rules.customHolds(settled, successesInARow)) {
            enter(State.OPEN, now, Reason.CUSTOM, settled, ownWait(outcome, ended));
        } else if (verdict == NaiveRules.Verdict.CLOSE) {
            enter(State.CLOSED, now, Reason.PROBES_PASSED, Counts.NONE, null);
        }
    }

    private static @Nullable Duration ownWait(Outcome outcome, Ended ended) {
        return outcome.isFailure() ? ended.ownWait : null;
    }

    /** An operator's action: nothing where the breaker is in that state. */
    synchronized void operate(State target, Reason reason) {
        if (state != target) {
            enter(target, now, reason, Counts.NONE, null);
        }
    }

    /** A new generation of CLOSED, even where the breaker is closed. */
    synchronized void reset() {
        enter(State.CLOSED, now, Reason.RESET, Counts.NONE, null);
        lastFailure = null;
    }

    private void enter(State to, long at, Reason reason, Counts figures, @Nullable Duration own) {
        if (to != state) {
            long openNanos = tripReason == null ? 0 : at - firstOpenedAt;
            moves.add(new Move(state, to, reason, Duration.ofNanos(openNanos)));
        }
        rememberOutage(to, at, reason);
        evidence = figures;
        neededForEvidence = neededForRates();
        state = to;
        generation++;
        since = at;
        window = new NaiveWindow(config.slidingWindowType(), config.slidingWindowSize(), at);
        failuresInARow = 0;
        successesInARow = 0;
        wait = to == State.OPEN ? waits.nanos(Math.max(0, trips - 1), own) : 0;
        settledProbes.clear();
        probesUnderWay = 0;
        firstProbeAt = null;
        catchUp();
    }

    private void rememberOutage(State to, long at, Reason reason) {
        switch (to) {
            case OPEN, FORCED_OPEN -> {
                trips = (tripReason == null ? 0 : trips) + (to == State.OPEN ? 1 : 0);
                firstOpenedAt = tripReason == null ? at : firstOpenedAt;
                tripReason = reason;
            }
            case HALF_OPEN -> {} // it goes on
            case CLOSED, DISABLED, METRICS_ONLY -> tripReason = null;
        }
    }

    synchronized Figures figures() {
        Counts held = held();
        boolean known = held.calls() >= neededForRates();
        return new Figures(
                state,
                held,
                known ? 100.0 * held.failed() / held.calls() : Double.NaN,
                known && rules.judgesSlowCalls() ? 100.0 * held.slow() / held.calls() : Double.NaN,
                failuresInARow,
                successesInARow,
                new Figures.Lifetime(successful, failed, ignored, slow, notPermitted),
                lastFailure,
                tripReason,
                timeToNextProbe());
    }

    private long neededForRates() {
        return switch (state) {
            case HALF_OPEN -> 1;
            case OPEN -> neededForEvidence;
            case CLOSED, METRICS_ONLY, FORCED_OPEN, DISABLED -> config.minimumNumberOfCalls();
        };
    }

    private Counts held() {
        return switch (state) {
            case CLOSED, METRICS_ONLY -> window.counts(now);
            case OPEN -> evidence;
            case HALF_OPEN -> NaiveWindow.counted(settledProbes);
            case FORCED_OPEN, DISABLED -> Counts.NONE;
        };
    }

    synchronized @Nullable Duration timeToNextProbe() {
        return switch (state) {
            case OPEN -> Duration.ofNanos(wait - (now - since));
            case HALF_OPEN -> Duration.ZERO;
            case CLOSED, FORCED_OPEN, DISABLED, METRICS_ONLY -> null;
        };
    }

    synchronized List<Move> moves() {
        return List.copyOf(moves);
    }

    /** Every outcome there ever was, late ones and ignored ones too. */
    synchronized List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }
}
