package dev.breaker;

import org.jspecify.annotations.Nullable;

/** CLOSED and METRICS_ONLY: permits all calls, records their outcomes; only the former trips. */
final class CountingPhase extends Phase {

    private final Window window;
    private final boolean trips;
    private final Thresholds thresholds;

    private CountingPhase(Entry entry, State state) {
        super(
                entry,
                state,
                true,
                entry.rules().config.slidingWindowType() == WindowType.TIME_BASED);
        window = Window.open(rules.config, since);
        trips = state == State.CLOSED;
        thresholds = trips ? rules.thresholds : Thresholds.NONE;
    }

    static CountingPhase closed(Entry entry) {
        return new CountingPhase(entry.closing(), State.CLOSED);
    }

    static CountingPhase afterReset(Entry entry) {
        return closed(entry.forgetting());
    }

    static CountingPhase metricsOnly(Entry entry) {
        return new CountingPhase(entry.closing(), State.METRICS_ONLY);
    }

    @Override
    Phase after(Outcome outcome, @Nullable Throwable cause, long now) {
        if (outcome.isFailure()) {
            window.events().remember(cause);
        }
        Reached reached = window.record(outcome, now, thresholds);
        boolean mayTrip = reached != null || (trips && rules.hasCustomRule());
        return mayTrip ? openedOrThis(reached, outcome, cause, now) : this;
    }

    private Phase openedOrThis(
            @Nullable Reached reached, Outcome outcome, @Nullable Throwable cause, long now) {
        long at = readsClock ? now : circuit.ticker.read();
        String reason =
                reached == null
                        ? rules.customReason(circuit.snapshot(this, at))
                        : thresholds.reason(reached.counts(), reached.failuresInARow());
        if (reason == null) {
            return this;
        }
        Counts evidence = reached == null ? window.counts(at) : reached.counts();
        Failure decisive = outcome.isFailure() ? Failure.of(cause) : null;
        return opened(reason, decisive, rules.openWait.askedBy(cause), at, evidence);
    }

    @Override
    @Nullable Failure lastFailure() {
        Failure ofWindow = window.events().lastFailure();
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
