package dev.breaker;

import org.jspecify.annotations.Nullable;

/** CLOSED and METRICS_ONLY: permits all calls, records their outcomes; only the former trips. */
final class CountingPhase extends Phase {

    private final Window window;
    private final Streak streak;
    private final boolean trips;
    private final Thresholds thresholds;

    private CountingPhase(Entry entry, State state) {
        super(
                entry,
                state,
                true,
                entry.rules().config.slidingWindowType() == WindowType.TIME_BASED);
        window = Window.open(rules.config, since);
        streak = new Streak(window);
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
        Failure failure = outcome.isFailure() ? Failure.of(cause) : null;
        long consecutive = 0;
        if (failure != null) {
            remember(failure);
            consecutive = streak.failed();
        }
        Counts reached = window.record(outcome, now, thresholds);
        if (!trips) {
            return this;
        }
        String reason = reason(reached, consecutive, now);
        if (reason == null) {
            return this;
        }
        long at = readsClock ? now : circuit.ticker.read();
        Counts evidence = reached != null ? reached : window.counts(at);
        return opened(reason, failure, rules.openWait.askedBy(cause), at, evidence);
    }

    private @Nullable String reason(@Nullable Counts reached, long consecutive, long now) {
        if (reached != null || thresholds.isRow(consecutive)) {
            return thresholds.reached(reached != null ? reached : Counts.NONE, consecutive);
        }
        if (!rules.hasCustomRule()) {
            return null;
        }
        long at = readsClock ? now : circuit.ticker.read();
        return rules.customReason(circuit.snapshot(this, at));
    }

    @Override
    Counts counts(long now) {
        return window.counts(now);
    }

    @Override
    long consecutiveFailures() {
        return streak.consecutiveFailures();
    }

    @Override
    long consecutiveSuccesses() {
        return streak.consecutiveSuccesses();
    }
}
