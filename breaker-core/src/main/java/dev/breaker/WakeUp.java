package dev.breaker;

/** Announces HALF_OPEN on time where that is configured, though nobody calls. */
final class WakeUp {

    private final Ticker ticker;
    private final Alarm alarm;
    private final Contained contained;

    WakeUp(Ticker ticker, Alarm alarm, Contained contained) {
        this.ticker = ticker;
        this.alarm = alarm;
        this.contained = contained;
    }

    void entered(Phase phase) {
        if (phase instanceof OpenPhase open
                && phase.rules.config.automaticTransitionFromOpenToHalfOpenEnabled()) {
            set(open, ticker.read());
        }
    }

    private void set(OpenPhase open, long now) {
        try {
            alarm.set(open.nanosToNextProbe(now), () -> ring(open));
        } catch (Throwable noTimer) { // no thread left: HALF_OPEN is then noticed by who looks
            contained.report("the timer", noTimer);
        }
    }

    private void ring(OpenPhase open) {
        long now = ticker.read();
        if (open.circuit.isStill(open, now)) { // the alarm's clock need not be the ticker
            set(open, now);
        }
    }
}
