package dev.breaker;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;

/**
 * Announces on time, though nobody calls, that an order is over, and HALF_OPEN where that is
 * configured. A phase that was left before is not kept in memory until then.
 */
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
        if (phase.endsByTime) {
            set(phase, ticker.read());
        }
    }

    private void set(Phase phase, long now) {
        long nanos = phase.nanosToAlarm(now);
        if (nanos < 0) {
            return;
        }
        Reference<Phase> entered = new WeakReference<>(phase);
        try {
            alarm.set(nanos, () -> ring(entered));
        } catch (Throwable noTimer) { // no thread left: the change is then noticed by who looks
            contained.report("the timer", noTimer);
        }
    }

    private void ring(Reference<Phase> entered) {
        Phase phase = entered.get();
        long now = ticker.read();
        if (phase != null && phase.circuit.isStill(phase, now)) {
            set(phase, now); // the alarm's clock need not be the ticker
        }
    }
}
