package dev.breaker.spring;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.breaker.Breaker;
import dev.breaker.Snapshot;
import dev.breaker.State;
import org.jspecify.annotations.Nullable;

/**
 * What the endpoint shows of each breaker. In JSON every key is always there, with null for what is
 * not known. Totals count since the breaker was made, and never go back.
 *
 * @param summary state, window, and why
 * @param totalSuccessfulCalls calls that succeeded, slow or not
 * @param totalFailedCalls calls that failed, slow or not
 * @param totalIgnoredCalls calls without a verdict
 * @param inFlightCalls calls under way; null where nobody counts them
 * @param lateCalls calls whose outcome came when the state that permitted them was over
 * @param openings how often it opened, an operator's hand not counted
 * @param shedCalls rejections since calls were first kept away in this outage; zero where there is
 *     none
 * @param wouldHaveOpened how often the rehearsal of METRICS_ONLY opened, in other states that of a
 *     candidate
 * @param wouldHaveRejected how many calls the same would have rejected
 * @param intervention what an operator said who brought about the state; null where none did
 * @param rehearsal how it would stand if METRICS_ONLY were in earnest; null in other states
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record BreakerStatus(
        @JsonUnwrapped BreakerSummary summary,
        long totalSuccessfulCalls,
        long totalFailedCalls,
        long totalIgnoredCalls,
        @Nullable Long inFlightCalls,
        long lateCalls,
        long openings,
        long shedCalls,
        long wouldHaveOpened,
        long wouldHaveRejected,
        @Nullable InterventionView intervention,
        @Nullable RehearsalView rehearsal) {

    /**
     * The status of a breaker now.
     *
     * @param breaker the breaker
     * @return its status
     */
    public static BreakerStatus of(Breaker breaker) {
        return of(breaker, breaker.snapshot());
    }

    /**
     * The status of a breaker at the time of a snapshot.
     *
     * @param breaker the breaker
     * @param snapshot what it knew then
     * @return its status then
     */
    public static BreakerStatus of(Breaker breaker, Snapshot snapshot) {
        Snapshot rehearsal = snapshot.rehearsal();
        return new BreakerStatus(
                BreakerSummary.of(breaker, snapshot),
                snapshot.totalSuccessfulCalls(),
                snapshot.totalFailedCalls(),
                snapshot.totalIgnoredCalls(),
                snapshot.inFlightCalls(),
                snapshot.lateCalls(),
                snapshot.openings(),
                snapshot.shedCalls(),
                snapshot.rehearsedOpenings(),
                snapshot.rehearsedNotPermittedCalls(),
                InterventionView.of(snapshot),
                rehearsal == null ? null : RehearsalView.of(rehearsal));
    }

    /** {@return the state} */
    public State state() {
        return summary.state();
    }
}
