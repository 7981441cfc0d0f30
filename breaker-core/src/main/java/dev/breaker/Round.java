package dev.breaker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One round of probes.
 *
 * @param begun whether a probe was ever permitted
 * @param firstProbeAt when the first one was, if so
 * @param inFlight the probes that are not settled
 * @param results of those that are
 * @param doom what has decided against this round, if anything has
 */
record Round(boolean begun, long firstProbeAt, int inFlight, Results results, @Nullable Doom doom) {

    static final Round NOT_BEGUN =
            new Round(false, 0, 0, new Results(Counts.NONE, InARow.NONE, null), null);

    /**
     * What the settled probes brought.
     *
     * @param counts of all of them
     * @param inARow up to the latest
     * @param lastFailure the latest failure, if there was one
     */
    record Results(Counts counts, InARow inARow, @Nullable Failure lastFailure) {

        Results plus(Outcome outcome, @Nullable Failure failure) {
            return new Results(
                    counts.plus(outcome),
                    inARow.plus(outcome),
                    failure == null ? lastFailure : failure);
        }
    }

    /**
     * Why the breaker opens again. It is settled by the outcome that decides, for whoever looks
     * next puts the following phase in place and must not have to run the user's code for it.
     *
     * @param reason the rule, in words
     * @param askedWait how long the failure wants the breaker to stay open, if it says so
     */
    record Doom(String reason, @Nullable Duration askedWait) {}

    Round admit(long now) {
        return new Round(true, begun ? firstProbeAt : now, inFlight + 1, results, doom);
    }

    Round settle(Outcome outcome, @Nullable Failure failure) {
        Results more = results.plus(outcome, failure);
        return new Round(begun, firstProbeAt, inFlight - 1, more, doom);
    }

    Round giveBack() {
        return new Round(begun, firstProbeAt, inFlight - 1, results, doom);
    }

    Round doomed(String reason, @Nullable Duration askedWait) {
        return new Round(begun, firstProbeAt, inFlight, results, new Doom(reason, askedWait));
    }

    @Nullable Failure lastFailure() {
        return results.lastFailure();
    }

    /** The outcomes of the probes that are settled. */
    Counts done() {
        return results.counts();
    }
}
