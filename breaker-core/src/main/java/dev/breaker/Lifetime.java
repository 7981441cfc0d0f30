package dev.breaker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a breaker has counted since it was made; {@link Snapshot} says what each is.
 *
 * @param inFlight null where it is not counted
 */
record Lifetime(
        long successful,
        long failed,
        long ignored,
        long slow,
        long notPermitted,
        long late,
        @Nullable Long inFlight,
        long rehearsedOpenings,
        long rehearsedRejections,
        Duration successfulTime,
        Duration failedTime,
        Duration ignoredTime) {

    static Lifetime of(Totals totals, boolean countsInFlight) {
        long slow = totals.slow(); // before those of which they are a part
        return new Lifetime(
                totals.successful(),
                totals.failed(),
                totals.ignored(),
                slow,
                totals.notPermitted(),
                totals.late(),
                countsInFlight ? totals.inFlight() : null,
                totals.rehearsedOpenings(),
                totals.rehearsedRejections(),
                Duration.ofNanos(totals.successfulNanos()),
                Duration.ofNanos(totals.failedNanos()),
                Duration.ofNanos(totals.ignoredNanos()));
    }
}
