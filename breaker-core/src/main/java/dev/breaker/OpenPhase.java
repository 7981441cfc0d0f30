package dev.breaker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** OPEN: rejects all calls until its wait is over. */
final class OpenPhase extends Phase {

    private final double drawn;
    private final long waitNanos;
    private final Counts evidence;
    private final long minimumForRates;
    private final @Nullable Duration askedWait;

    /**
     * @param evidence what the window held when the breaker tripped
     * @param minimumForRates how many outcomes the phase that tripped needed to know its rates
     * @param askedWait how long the failure that tripped it wants it to stay open, if it says so
     */
    OpenPhase(Entry entry, Counts evidence, long minimumForRates, @Nullable Duration askedWait) {
        this(entry, entry.rules().openWait.draw(), evidence, minimumForRates, askedWait);
    }

    private OpenPhase(
            Entry entry,
            double drawn,
            Counts evidence,
            long minimumForRates,
            @Nullable Duration askedWait) {
        super(entry, State.OPEN, false, false, null);
        this.drawn = drawn;
        this.evidence = evidence;
        this.minimumForRates = minimumForRates;
        this.askedWait = askedWait;
        Outage outage = entry.outage();
        int reopenings = outage == null ? 0 : outage.reopenings();
        waitNanos = rules.openWait.nanos(reopenings, askedWait, drawn);
    }

    /** The wait is counted anew from the beginning of this phase, with the same jitter. */
    @Override
    Phase like(Entry changed) {
        return new OpenPhase(changed, drawn, evidence, minimumForRates, askedWait);
    }

    @Override
    boolean refusesAll(long now) {
        return now - since < waitNanos;
    }

    @Override
    boolean takesPlace(long now) {
        return false;
    }

    @Override
    Phase due(long now) {
        return refusesAll(now)
                ? this
                : new HalfOpenPhase(
                        entry(
                                rules.due(since + waitNanos),
                                Cause.by(Trigger.WAIT_OVER, "the wait is over")));
    }

    @Override
    Phase after(Outcome outcome, @Nullable Throwable cause, long nanos, long now) {
        throw issuesNoPermits();
    }

    @Override
    Counts counts(long now) {
        return evidence;
    }

    @Override
    long nanosToNextProbe(long now) {
        return Math.max(0, waitNanos - Math.max(0, now - since)); // a reader may be behind
    }

    @Override
    long nanosToAlarm(long now) {
        return rules.config.automaticTransitionFromOpenToHalfOpenEnabled()
                ? nanosToNextProbe(now)
                : -1;
    }

    @Override
    long minimumForRates() {
        return minimumForRates;
    }
}
