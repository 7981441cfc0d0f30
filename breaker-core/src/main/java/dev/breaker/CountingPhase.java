package dev.breaker;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CLOSED and METRICS_ONLY: permits all calls, records their outcomes. Only the former trips; beside
 * the latter a {@link Rehearsal} shows what would come of it.
 */
final class CountingPhase extends Phase {

    private final Window window;
    private final boolean trips;
    private final boolean asksCustomRule;
    private final Thresholds thresholds;
    private final @Nullable Rehearsal rehearsal;
    private final FailureCell failures;

    private CountingPhase(
            Entry entry,
            State state,
            Window window,
            FailureCell failures,
            @Nullable Rehearsal rehearsal) {
        super(
                entry,
                state,
                rehearsal == null,
                entry.rules().config.slidingWindowType() == WindowType.TIME_BASED,
                rehearsal);
        this.window = window;
        this.failures = failures;
        this.rehearsal = rehearsal;
        trips = state == State.CLOSED;
        asksCustomRule = trips && rules.hasCustomRule();
        thresholds = trips ? rules.thresholds : Thresholds.NONE;
    }

    private static CountingPhase begun(Entry entry, State state, @Nullable Rehearsal rehearsal) {
        Window window = Window.open(entry.rules().config, entry.at());
        return new CountingPhase(entry, state, window, new FailureCell(), rehearsal);
    }

    static CountingPhase closed(Entry entry) {
        return begun(entry.closing(), State.CLOSED, null);
    }

    static CountingPhase afterReset(Entry entry) {
        return closed(entry.forgetting());
    }

    static CountingPhase metricsOnly(Entry entry) {
        Rehearsal rehearsal = Rehearsal.of(entry.circuit(), entry.rules().config, entry.at());
        return begun(entry.closing(), State.METRICS_ONLY, rehearsal);
    }

    @Override
    Phase like(Entry changed) {
        Window kept = window.under(changed.rules().config, circuit.ticker.read());
        return new CountingPhase(changed, state, kept, failures, rehearsal);
    }

    @Override
    void changed() {
        if (rehearsal != null) {
            rehearsal.changed(rules.config);
        }
    }

    @Override
    boolean takesPlace(long now) {
        return true;
    }

    @Override
    @Nullable Rehearsal ownRehearsal() {
        return rehearsal;
    }

    @Override
    Phase after(Outcome outcome, @Nullable Throwable cause, long nanos, long now) {
        long number = outcome.isFailure() ? failures.log().add(cause, nanos) : -1;
        Reached reached = window.record(outcome, now, thresholds);
        return reached != null || asksCustomRule ? openedOrThis(reached, number, cause, now) : this;
    }

    /**
     * @param number that of the failure in the log; negative if the outcome is none
     */
    private Phase openedOrThis(
            @Nullable Reached reached, long number, @Nullable Throwable cause, long now) {
        long at = readsClock ? now : circuit.ticker.read();
        BrokenRule broken =
                reached == null
                        ? rules.customRule(circuit.snapshot(this, at))
                        : thresholds.broken(reached.counts(), reached.failuresInARow());
        if (broken == null) {
            return this;
        }
        Counts counts = reached == null ? window.counts(at) : reached.counts();
        long inARow = reached == null ? 0 : reached.failuresInARow();
        List<Failure> latest = failures.log().newest(Math.max(counts.failed(), inARow));
        Cause why = Cause.of(broken, Evidence.of(broken, rules.window(), counts, latest));
        Failure decisive = number < 0 ? null : failures.log().failure(number);
        return opened(why, decisive, rules.openWait.askedBy(cause), at, counts);
    }

    @Override
    @Nullable Failure lastFailure() {
        Failure ofWindow = failures.newest();
        return ofWindow == null ? super.lastFailure() : ofWindow;
    }

    @Override
    Counts counts(long now) {
        return window.counts(now);
    }

    @Override
    InARow inARow() {
        return window.inARow();
    }
}
