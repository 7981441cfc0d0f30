package dev.breaker;

import org.jspecify.annotations.Nullable;

/**
 * One round of probes.
 *
 * @param begun whether a probe was ever permitted
 * @param firstProbeAt when the first one was, if so
 * @param inFlight the probes that are not settled
 * @param done the outcomes of those that are
 * @param doom why the custom rule has decided against this round, if it has
 * @param cause the failure that decided against this round, if it was one that was thrown: it may
 *     carry a wait, and whoever looks first puts the next phase in place
 */
record Round(
        boolean begun,
        long firstProbeAt,
        int inFlight,
        Counts done,
        long consecutiveFailures,
        long consecutiveSuccesses,
        @Nullable String doom,
        @Nullable Throwable cause) {

    static final Round NOT_BEGUN = new Round(false, 0, 0, Counts.NONE, 0, 0, null, null);

    Round admit(long now) {
        return new Round(
                true,
                begun ? firstProbeAt : now,
                inFlight + 1,
                done,
                consecutiveFailures,
                consecutiveSuccesses,
                doom,
                cause);
    }

    Round settle(Outcome outcome) {
        boolean failed = outcome.isFailure();
        return new Round(
                begun,
                firstProbeAt,
                inFlight - 1,
                done.plus(outcome),
                failed ? consecutiveFailures + 1 : 0,
                failed ? 0 : consecutiveSuccesses + 1,
                doom,
                cause);
    }

    Round giveBack() {
        return new Round(
                begun,
                firstProbeAt,
                inFlight - 1,
                done,
                consecutiveFailures,
                consecutiveSuccesses,
                doom,
                cause);
    }

    Round doomed(@Nullable String reason) {
        return new Round(
                begun,
                firstProbeAt,
                inFlight,
                done,
                consecutiveFailures,
                consecutiveSuccesses,
                reason,
                cause);
    }

    Round causedBy(@Nullable Throwable decisive) {
        return new Round(
                begun,
                firstProbeAt,
                inFlight,
                done,
                consecutiveFailures,
                consecutiveSuccesses,
                doom,
                decisive);
    }
}
