package dev.breaker;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One round of probes.
 *
 * @param begun whether a probe was ever permitted
 * @param firstProbeAt when the first one was, if so
 * @param inFlight the probes that are not settled
 * @param results of those that are
 * @param verdict what this round has come to, as soon as that is certain
 */
record Round(
        boolean begun,
        long firstProbeAt,
        int inFlight,
        Results results,
        @Nullable Verdict verdict) {

    static final Round NOT_BEGUN =
            new Round(false, 0, 0, new Results(Counts.NONE, InARow.NONE, List.of()), null);

    /**
     * What the settled probes brought.
     *
     * @param counts of all of them
     * @param inARow up to the latest
     * @param failures the latest of them that failed, the newest first
     */
    record Results(Counts counts, InARow inARow, List<Failure> failures) {

        Results plus(Outcome outcome, @Nullable Failure failure) {
            return new Results(
                    counts.plus(outcome),
                    inARow.plus(outcome),
                    failure == null ? failures : with(failure));
        }

        private List<Failure> with(Failure failure) {
            return Stream.concat(Stream.of(failure), failures.stream())
                    .limit(FailureLog.SIZE)
                    .toList();
        }
    }

    /**
     * What the breaker does now. It is settled by the outcome that decides, under the settings of
     * that moment, for whoever looks next puts the following phase in place and must neither judge
     * anew nor have to run the user's code for it.
     *
     * @param broken the rule by which it opens again; null if it closes
     * @param askedWait how long the failure wants the breaker to stay open, if it says so
     */
    record Verdict(@Nullable BrokenRule broken, @Nullable Duration askedWait) {

        /** No threshold will be reached, whatever the rest brings. */
        static final Verdict PASSED = new Verdict(null, null);
    }

    Round admit(long now) {
        return new Round(true, begun ? firstProbeAt : now, inFlight + 1, results, verdict);
    }

    Round settle(Outcome outcome, @Nullable Failure failure) {
        Results more = results.plus(outcome, failure);
        return new Round(begun, firstProbeAt, inFlight - 1, more, verdict);
    }

    Round giveBack() {
        return new Round(begun, firstProbeAt, inFlight - 1, results, verdict);
    }

    Round decided(Verdict certain) {
        return new Round(begun, firstProbeAt, inFlight, results, certain);
    }

    @Nullable Failure lastFailure() {
        return results.failures().isEmpty() ? null : results.failures().get(0);
    }

    /** The outcomes of the probes that are settled. */
    Counts done() {
        return results.counts();
    }
}
