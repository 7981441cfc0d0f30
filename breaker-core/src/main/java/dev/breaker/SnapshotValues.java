package dev.breaker;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The figures as they are; {@link Snapshot} says what each is. */
record SnapshotValues(
        State state,
        Instant since,
        double failureRate,
        double slowCallRate,
        int bufferedCalls,
        int failedCalls,
        int slowCalls,
        int slowFailedCalls,
        long totalSuccessfulCalls,
        long totalFailedCalls,
        long totalIgnoredCalls,
        long totalSlowCalls,
        long notPermittedCalls,
        Duration totalSuccessfulTime,
        Duration totalFailedTime,
        Duration totalIgnoredTime,
        long consecutiveSuccesses,
        long consecutiveFailures,
        @Nullable Failure lastFailure,
        @Nullable String tripReason,
        @Nullable Duration timeToNextProbe)
        implements Snapshot {

    static Snapshot of(Phase phase, Counts counts, InARow inARow, Totals totals, long now) {
        boolean ratesKnown = counts.calls() >= phase.minimumForRates();
        boolean slowKnown = ratesKnown && phase.rules.judgesSlowCalls();
        long slow = totals.slow(); // before those of which they are a part
        long nanosToNextProbe = phase.nanosToNextProbe(now);
        return new SnapshotValues(
                phase.state,
                phase.sinceInstant,
                ratesKnown ? counts.failureRate() : Double.NaN,
                slowKnown ? counts.slowCallRate() : Double.NaN,
                capped(counts.calls()),
                capped(counts.failed()),
                capped(counts.slow()),
                capped(counts.slowFailed()),
                totals.successful(),
                totals.failed(),
                totals.ignored(),
                slow,
                totals.notPermitted(),
                Duration.ofNanos(totals.successfulNanos()),
                Duration.ofNanos(totals.failedNanos()),
                Duration.ofNanos(totals.ignoredNanos()),
                inARow.successes(),
                inARow.failures(),
                phase.lastFailure(),
                phase.outage == null ? null : phase.outage.reason(),
                nanosToNextProbe < 0 ? null : Duration.ofNanos(nanosToNextProbe));
    }

    private static int capped(long count) {
        return (int) Math.min(count, Integer.MAX_VALUE);
    }
}
