package dev.breaker;

import java.math.BigDecimal;
import java.math.MathContext;
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

    /** Those that nothing reaches. */
    static final Thresholds NONE =
            new Thresholds(1, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0, 0);

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

    /** Whether any rule holds. */
    boolean areReached(long calls, long failed, long slow, long consecutive) {
        return (failed > 0 && failuresReached(calls, failed))
                || (slow > 0 && slowCallsReached(calls, slow))
                || isRow(consecutive);
    }

    private boolean failuresReached(long calls, long failed) {
        return (calls >= minimumCalls && Counts.percentage(failed, calls) >= failureRate)
                || (failureCount > 0 && failed >= failureCount);
    }

    private boolean slowCallsReached(long calls, long slow) {
        return calls >= minimumCalls && Counts.percentage(slow, calls) >= slowCallRate;
    }

    /** The first rule that holds, where {@link #areReached}. */
    BrokenRule broken(Counts counts, long consecutive) {
        boolean ratesKnown = counts.calls() >= minimumCalls;
        if (ratesKnown && counts.failureRate() >= failureRate) {
            return brokenRate(
                    Trigger.FAILURE_RATE,
                    counts.failureRate(),
                    failureRate,
                    counts.failed(),
                    "failed",
                    counts);
        }
        if (ratesKnown && counts.slowCallRate() >= slowCallRate) {
            return brokenRate(
                    Trigger.SLOW_CALL_RATE,
                    counts.slowCallRate(),
                    slowCallRate,
                    counts.slow(),
                    "were slow",
                    counts);
        }
        if (failureCount > 0 && counts.failed() >= failureCount) {
            String words =
                    "failure count %s reached the threshold of %s (%s calls in the window)"
                            .formatted(counts.failed(), failureCount, counts.calls());
            return new BrokenRule(Trigger.FAILURE_COUNT, failureCount, counts.failed(), words);
        }
        String words =
                "%s consecutive failures reached the threshold of %s"
                        .formatted(consecutive, consecutiveFailures);
        return new BrokenRule(
                Trigger.CONSECUTIVE_FAILURES, consecutiveFailures, consecutive, words);
    }

    private boolean isRow(long consecutive) {
        return consecutiveFailures > 0 && consecutive >= consecutiveFailures;
    }

    /**
     * The first rule that a round of probes has reached, whatever the probes bring that are not yet
     * settled; null if none is.
     *
     * @param done the outcomes of the settled probes
     * @param probes how many the round has in all
     */
    @Nullable BrokenRule brokenByProbes(Counts done, int probes) {
        if (Counts.percentage(done.failed(), probes) >= failureRate) {
            return brokenByProbes(
                    Trigger.FAILURE_RATE, failureRate, done.failed(), "failed", probes);
        }
        if (Counts.percentage(done.slow(), probes) >= slowCallRate) {
            return brokenByProbes(
                    Trigger.SLOW_CALL_RATE, slowCallRate, done.slow(), "were slow", probes);
        }
        if (done.failed() > 0 && reopenOnFirstFailure()) {
            return failureCount > 0
                    ? oneIsEnough("failure-count", failureCount)
                    : oneIsEnough("consecutive-failures", consecutiveFailures);
        }
        return null;
    }

    /** Whether no rule can be reached any more by a round, whatever the rest of it brings. */
    boolean outOfReachOfProbes(Counts done, int probes) {
        long unknown = probes - done.calls();
        boolean firstFailureMayCome = unknown > 0 && reopenOnFirstFailure();
        return !firstFailureMayCome
                && Counts.percentage(done.failed() + unknown, probes) < failureRate
                && Counts.percentage(done.slow() + unknown, probes) < slowCallRate;
    }

    private boolean reopenOnFirstFailure() {
        return failureCount > 0 || consecutiveFailures > 0;
    }

    private static BrokenRule oneIsEnough(String rule, int threshold) {
        String words =
                "a probe failed, and where the %s threshold (%s) is set one is enough"
                        .formatted(rule, threshold);
        return new BrokenRule(Trigger.FAILED_PROBE, 1, 1, words);
    }

    private static BrokenRule brokenRate(
            Trigger rule, double rate, double threshold, long part, String verb, Counts counts) {
        String words =
                "%s %s %% reached the threshold of %s %% (%s of %s calls in the window %s)"
                        .formatted(
                                name(rule),
                                rounded(rate, threshold),
                                exact(threshold),
                                part,
                                counts.calls(),
                                verb);
        return new BrokenRule(rule, threshold, rate, words);
    }

    private static BrokenRule brokenByProbes(
            Trigger rule, double threshold, long part, String verb, int probes) {
        String words =
                "%s reached the threshold of %s %% (%s of %s probes %s)"
                        .formatted(name(rule), exact(threshold), part, probes, verb);
        return new BrokenRule(rule, threshold, Counts.percentage(part, probes), words);
    }

    private static String name(Trigger rate) {
        return rate == Trigger.FAILURE_RATE ? "failure rate" : "slow-call rate";
    }

    /**
     * To four significant digits, for a small rate must not read 0, and to no fewer than the
     * threshold has, or else it might seem not to have reached it.
     */
    private static String rounded(double rate, double threshold) {
        int digits = Math.max(4, BigDecimal.valueOf(threshold).precision());
        return plain(new BigDecimal(rate).round(new MathContext(digits)));
    }

    private static String exact(double threshold) {
        return plain(BigDecimal.valueOf(threshold));
    }

    /** Without an exponent; always with a point, whatever the locale. */
    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
