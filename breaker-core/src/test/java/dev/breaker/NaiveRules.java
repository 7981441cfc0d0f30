package dev.breaker;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The rules of DESIGN.md, section 3, by which a breaker trips (3) and a round is decided (6). */
final class NaiveRules {

    /** What is certain about a round of probes. */
    enum Verdict {
        UNDECIDED,
        CLOSE,
        REOPEN
    }

    private final BreakerConfig config;

    NaiveRules(BreakerConfig config) {
        this.config = config;
    }

    /** The first rule that holds for a window; null if none does. */
    @Nullable Reason broken(Counts held, long failuresInARow, long successesInARow) {
        boolean ratesKnown = held.calls() >= config.minimumNumberOfCalls();
        if (ratesKnown && failuresReach(held.failed(), held.calls())) {
            return Reason.FAILURE_RATE;
        }
        if (ratesKnown && slowCallsReach(held.slow(), held.calls())) {
            return Reason.SLOW_CALL_RATE;
        }
        if (isSet(config.failureCountThreshold())
                && held.failed() >= config.failureCountThreshold()) {
            return Reason.FAILURE_COUNT;
        }
        if (isSet(config.consecutiveFailuresThreshold())
                && failuresInARow >= config.consecutiveFailuresThreshold()) {
            return Reason.CONSECUTIVE_FAILURES;
        }
        return customHolds(held, successesInARow) ? Reason.CUSTOM : null;
    }

    /** Goes through every way in which the probes that are not settled may end. */
    Verdict verdict(Counts settled, int probes) {
        long unknown = probes - settled.calls();
        boolean mayClose = false;
        boolean mayReopen = false;
        for (long failed = 0; failed <= unknown; failed++) {
            for (long slow = 0; slow <= unknown; slow++) {
                boolean reopens = reopens(settled.failed() + failed, settled.slow() + slow, probes);
                mayReopen |= reopens;
                mayClose |= !reopens;
            }
        }
        return mayClose && mayReopen
                ? Verdict.UNDECIDED
                : mayClose ? Verdict.CLOSE : Verdict.REOPEN;
    }

    /** The first rule that has made it certain that a round re-opens the breaker. */
    Reason reopening(Counts settled, int probes) {
        if (failuresReach(settled.failed(), probes)) {
            return Reason.FAILURE_RATE_OF_PROBES;
        }
        return slowCallsReach(settled.slow(), probes)
                ? Reason.SLOW_CALL_RATE_OF_PROBES
                : Reason.FIRST_FAILED_PROBE;
    }

    boolean customHolds(Counts held, long successesInARow) {
        return config.tripWhen() instanceof CustomRule rule
                && rule.kind() != CustomRule.Kind.BROKEN
                && rule.holds(held.failed(), held.slowFailed(), successesInARow);
    }

    boolean judgesSlowCalls() {
        return !config.slowCallDurationThreshold().isZero();
    }

    /** What a round comes to when all its probes are settled. */
    private boolean reopens(long failed, long slow, int probes) {
        boolean oneIsEnough =
                isSet(config.failureCountThreshold())
                        || isSet(config.consecutiveFailuresThreshold());
        return (oneIsEnough && failed > 0)
                || failuresReach(failed, probes)
                || slowCallsReach(slow, probes);
    }

    private boolean failuresReach(long failed, long calls) {
        return reaches(failed, calls, config.failureRateThreshold());
    }

    private boolean slowCallsReach(long slow, long calls) {
        return judgesSlowCalls() && reaches(slow, calls, config.slowCallRateThreshold());
    }

    /** In exact decimals: part / whole * 100 >= percent. */
    private static boolean reaches(long part, long whole, double percent) {
        BigDecimal needed = BigDecimal.valueOf(percent).multiply(BigDecimal.valueOf(whole));
        return BigDecimal.valueOf(part * 100).compareTo(needed) >= 0;
    }

    private static boolean isSet(int threshold) {
        return threshold > 0;
    }
}
