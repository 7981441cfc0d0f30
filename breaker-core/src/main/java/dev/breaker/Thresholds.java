package dev.breaker;

import org.jspecify.annotations.Nullable;

/**
 * The trip rules over numbers. All compare with {@code >=}.
 *
 * @param minimumCalls how many outcomes rates need
 * @param failureRate in percent
 * @param slowCallRate in percent; infinite where slow calls are not judged
 * @param failureCount 0 is off
 * @param consecutiveFailures 0 is off
 */
record Thresholds(
        int minimumCalls,
        double failureRate,
        double slowCallRate,
        int failureCount,
        int consecutiveFailures) {

    static Thresholds of(BreakerConfig config) {
        return new Thresholds(
                config.minimumNumberOfCalls(),
                config.failureRateThreshold(),
                config.slowCallDurationThreshold().isZero()
                        ? Double.POSITIVE_INFINITY
                        : config.slowCallRateThreshold(),
                config.failureCountThreshold(),
                config.consecutiveFailuresThreshold());
    }

    /** Whether a rule over failures holds. */
    boolean failuresReached(long calls, long failed) {
        return (calls >= minimumCalls && Counts.percentage(failed, calls) >= failureRate)
                || (failureCount > 0 && failed >= failureCount);
    }

    /** Whether the rule over slow calls holds. */
    boolean slowCallsReached(long calls, long slow) {
        return calls >= minimumCalls && Counts.percentage(slow, calls) >= slowCallRate;
    }

    /** The first rule that holds, in words; null if none does. */
    @Nullable String reached(Counts counts, long consecutive) {
        boolean ratesKnown = counts.calls() >= minimumCalls;
        if (ratesKnown && counts.failureRate() >= failureRate) {
            return rateReason(
                    "failure rate",
                    counts.failureRate(),
                    failureRate,
                    counts.failed(),
                    "failed",
                    counts);
        }
        if (ratesKnown && counts.slowCallRate() >= slowCallRate) {
            return rateReason(
                    "slow-call rate",
                    counts.slowCallRate(),
                    slowCallRate,
                    counts.slow(),
                    "were slow",
                    counts);
        }
        if (failureCount > 0 && counts.failed() >= failureCount) {
            return "failure count %d reached the threshold of %d (%d calls in the window)"
                    .formatted(counts.failed(), failureCount, counts.calls());
        }
        if (isRow(consecutive)) {
            return "%d consecutive failures reached the threshold of %d"
                    .formatted(consecutive, consecutiveFailures);
        }
        return null;
    }

    /** Whether the rule over consecutive failures holds. */
    boolean isRow(long consecutive) {
        return consecutiveFailures > 0 && consecutive >= consecutiveFailures;
    }

    /** Whether one failed probe is enough to re-open. */
    boolean reopenOnFirstFailure() {
        return failureCount > 0 || consecutiveFailures > 0;
    }

    private static String rateReason(
            String what, double rate, double threshold, long part, String verb, Counts counts) {
        return "%s %s %% reached the threshold of %s %% (%d of %d calls in the window %s)"
                .formatted(what, number(rate), number(threshold), part, counts.calls(), verb);
    }

    /** At most two decimals, none where it is whole; always with a point, whatever the locale. */
    private static String number(double value) {
        double rounded = Math.round(value * 100) / 100.0;
        return rounded == Math.rint(rounded)
                ? Long.toString((long) rounded)
                : Double.toString(rounded);
    }
}
