package dev.breaker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A breaker as DESIGN.md, section 3, describes it: plain fields, one lock, lists that are gone
 * through from the beginning each time. It is there to be checked by reading.
 *
 * <p>Time moves by {@link #passTime} only.
 */
final class NaiveBreaker {

    /** The right to make one call: in which generation it was issued, and under which rules. */
    record Issued(
            int generation,
            long at,
            BreakerConfig config,
            boolean counted,
            List<NaivePlays.Played> played) {}

    /** How a permitted call ended, before it is known whether it was slow. */
    record Ended(Classifier.Verdict verdict, @Nullable String text, @Nullable Duration ownWait) {}

    /** A change of state, and how long calls had been kept away by then, and how many. */
    record Move(State from, State to, Reason reason, Duration openFor, long notPermitted) {}

    BreakerConfig config;
    NaiveRules rules;
    private NaiveWait waits;
    private long rulesSince;
    private final double random;
    long now;

    // the state, and what belongs to this stay in it
    State state;
    private int generation;
    long since;
    NaiveWindow window;
    long failuresInARow;
    long successesInARow;
    long wait; // OPEN
    private @Nullable Duration askedWait; // OPEN: what the failure that tripped it asked for
    Counts evidence = Counts.NONE; // OPEN: with what it tripped
    long neededForEvidence; // OPEN: from how many outcomes on its rates are known
    NaiveRound round; // HALF_OPEN

    final NaiveOutage outage = new NaiveOutage();
    final NaiveOrders orders = new NaiveOrders();
    final NaivePlays plays;

    // for life
    final NaiveTotals totals = new NaiveTotals();
    @Nullable String lastFailure;
    private final List<Move> moves = new ArrayList<>();

    NaiveBreaker(BreakerConfig config, double random, long now) {
        this.random = random;
        this.now = now;
        plays = new NaivePlays(random);
        since = now;
        state = config.initialState();
        round = new NaiveRound(config);
        settings(config);
        enter(state, now, Reason.INITIAL, Counts.NONE, null);
    }

    private void settings(BreakerConfig changed) {
        config = changed;
        rules = new NaiveRules(changed);
        waits = new NaiveWait(changed, random);
        rulesSince = now;
    }

    synchronized void passTime(long nanos) {
        passTimeTo(now + nanos);
    }

    synchronized void passTimeTo(long time) {
        now = time;
        rehearse();
        catchUp();
    }

    /** What is due before the state ends is played before it ends. */
    private void rehearse() {
        Long over = orders.overAt(now);
        plays.passTimeTo(over == null ? now : over);
    }

    /** Rule 7: what time alone has brought about, dated to when it was due. */
    private void catchUp() {
        Long over = orders.overAt(now);
        if (over != null) {
            enter(orders.end(), over, Reason.ORDER_OVER, Counts.NONE, null);
        }
        boolean waitIsOver = state == State.OPEN && now - since >= wait;
        if (waitIsOver) {
            long due = Math.max(since + wait, rulesSince);
            enter(State.HALF_OPEN, due, Reason.WAIT_OVER, Counts.NONE, null);
        }
        Long lease = round.overAt(config.maxWaitDurationInHalfOpenState(), now);
        if (state == State.HALF_OPEN && lease != null) {
            State next = config.transitionToStateAfterWaitDuration();
            long due = Math.max(lease, rulesSince);
            enter(next, due, Reason.LEASE_OVER, round.counts(), null);
            catchUp();
        }
    }

    /** A permit; null if the call is rejected. */
    synchronized @Nullable Issued acquire() {
        if (!permits()) {
            totals.notPermitted++;
            return null;
        }
        if (state == State.HALF_OPEN) {
            round.begin(now);
        }
        return new Issued(generation, now, config, totals.begins(), plays.acquire());
    }

    private boolean permits() {
        return switch (state) {
            case CLOSED, DISABLED, METRICS_ONLY -> true;
            case OPEN, FORCED_OPEN -> false;
            case HALF_OPEN -> round.hasPlace();
        };
    }

    synchronized void settle(Issued permit, Ending ending, int number) {
        settle(permit, ending.ended(number, permit.config));
        permit.played.forEach(played -> played.by().settle(played.permit(), ending, number));
    }

    private void settle(Issued permit, Ended ended) {
        Outcome outcome = outcome(permit, ended);
        totals.add(outcome);
        if (permit.counted) {
            totals.ends();
        }
        if (permit.generation != generation) {
            totals.addLate(); // rule 1
            return;
        }
        if (state == State.HALF_OPEN) {
            round.end();
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

    /** By the rules under which the call was permitted. */
    private Outcome outcome(Issued permit, Ended ended) {
        Duration slow = permit.config.slowCallDurationThreshold();
        boolean isSlow = !slow.isZero() && now - permit.at >= NaiveWait.nanos(slow);
        return switch (ended.verdict) {
            case SUCCESS -> isSlow ? Outcome.SLOW_SUCCESS : Outcome.SUCCESS;
            case FAILURE -> isSlow ? Outcome.SLOW_FAILURE : Outcome.FAILURE;
            case IGNORED -> Outcome.IGNORED;
        };
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
        round.settle(outcome);
        Counts settled = round.counts();
        NaiveRules.Verdict verdict = rules.verdict(settled, round.places());
        if (verdict == NaiveRules.Verdict.REOPEN) {
            Reason reason = rules.reopening(settled, round.places());
            enter(State.OPEN, now, reason, settled, ownWait(outcome, ended));
        } else if (rules.customHolds(settled, successesInARow)) {
            enter(State.OPEN, now, Reason.CUSTOM, settled, ownWait(outcome, ended));
        } else if (verdict == NaiveRules.Verdict.CLOSE) {
            enter(State.CLOSED, now, Reason.PROBES_PASSED, Counts.NONE, null);
        }
    }

    private @Nullable Duration ownWait(Outcome outcome, Ended ended) {
        boolean asked = outcome.isFailure() && config.waitDurationFromFailure() != null;
        return asked ? ended.ownWait : null;
    }

    /** An operator's action; where the breaker is in that state, only an order is renewed. */
    synchronized void operate(State target, Reason reason, Intervention what) {
        boolean lasting = Operator.isLasting(target);
        boolean said = lasting && !what.equals(Intervention.UNEXPLAINED);
        if (state == target && !said && !orders.isTimed()) {
            return;
        }
        if (lasting) {
            orders.give(state, target, what, reason, now);
        } else {
            orders.clear();
        }
        if (state != target) {
            enter(target, now, reason, Counts.NONE, null);
        } else if (state == State.FORCED_OPEN) {
            outage.renamed(reason);
        }
    }

    /** A new generation of CLOSED, even where the breaker is closed. */
    synchronized void reset() {
        orders.clear();
        enter(State.CLOSED, now, Reason.RESET, Counts.NONE, null);
        lastFailure = null;
    }

    /** Rule 13: state and window stay. */
    synchronized void reconfigure(BreakerConfig changed) {
        settings(changed);
        window = window.under(changed, now);
        wait = waits.nanos(outage.reopenings(), askedWait);
        plays.reconfigure(changed);
        catchUp();
    }

    synchronized void rehearse(@Nullable BreakerConfig candidate) {
        plays.rehearse(candidate, now);
    }

    synchronized void countInFlight() {
        totals.countInFlight();
    }

    private void enter(State to, long at, Reason reason, Counts figures, @Nullable Duration own) {
        if (to != state) {
            Duration openFor = Duration.ofNanos(outage.nanos(at));
            long shed = outage.shed(totals.notPermitted);
            moves.add(new Move(state, to, reason, openFor, shed));
        }
        totals.stayed(state, at - since);
        if (to == State.OPEN && reason != Reason.INITIAL) {
            totals.opened();
        }
        NaiveOrders.Order order = orders.present();
        outage.entered(to, at, order == null ? reason : order.reason(), totals.notPermitted);
        plays.entered(to, config, at);
        rehearse();
        evidence = figures;
        neededForEvidence = new NaiveFigures(this).neededForRates();
        state = to;
        generation++;
        since = at;
        window = NaiveWindow.of(config, at);
        failuresInARow = 0;
        successesInARow = 0;
        askedWait = own;
        wait = waits.nanos(outage.reopenings(), own);
        round = new NaiveRound(config);
        catchUp();
    }

    synchronized Figures figures() {
        return new NaiveFigures(this).all();
    }

    synchronized @Nullable Duration timeToNextProbe() {
        return new NaiveFigures(this).timeToNextProbe();
    }

    synchronized BreakerConfig config() {
        return config;
    }

    synchronized @Nullable BreakerConfig candidate() {
        return plays.given();
    }

    synchronized List<Move> moves() {
        return List.copyOf(moves);
    }

    synchronized List<Outcome> outcomes() {
        return totals.outcomes();
    }
}
