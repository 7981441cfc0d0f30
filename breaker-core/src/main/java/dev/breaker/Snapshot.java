package dev.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a breaker knew at one moment. Immutable. The figures of the window are consistent with each
 * other; in OPEN they are those with which the breaker tripped, in HALF_OPEN those of the probes.
 */
public sealed interface Snapshot permits SnapshotValues {

    /** {@return the state} */
    State state();

    /** {@return since when, by the wall clock} */
    Instant since();

    /**
     * {@return how long the breaker has been in each state since it was made; every state is there}
     */
    Map<State, Duration> timeInStates();

    /**
     * {@return how often the breaker has opened since it was made, an operator's hand not counted}
     */
    long openings();

    /**
     * {@return how many calls were rejected since calls were first kept away in the outage that
     * goes on; zero where none does}
     */
    long shedCalls();

    /**
     * The rate of failures in the window.
     *
     * @return percent; NaN while there are fewer outcomes than the minimum
     */
    double failureRate();

    /**
     * The rate of slow calls in the window.
     *
     * @return percent; NaN while there are fewer outcomes than the minimum, or where slow calls are
     *     not judged
     */
    double slowCallRate();

    /** {@return how many outcomes the window holds} */
    int bufferedCalls();

    /** {@return how many of them failed, slow or not} */
    int failedCalls();

    /** {@return how many of them were slow, failed or not} */
    int slowCalls();

    /** {@return how many of them were slow and failed} */
    int slowFailedCalls();

    /** {@return all successful calls, slow ones included, since the breaker was made} */
    long totalSuccessfulCalls();

    /** {@return all failed calls, slow ones included, since the breaker was made} */
    long totalFailedCalls();

    /** {@return all permitted calls without a verdict since the breaker was made} */
    long totalIgnoredCalls();

    /** {@return all slow calls, failed or not, since the breaker was made} */
    long totalSlowCalls();

    /** {@return all attempts that got no permit since the breaker was made} */
    long notPermittedCalls();

    /**
     * {@return all calls whose outcome came when the state that permitted them was over; they are
     * in the other totals, too, and in nothing else}
     */
    long lateCalls();

    /** {@return how many calls are under way; null before {@link Breaker#countInFlight()}} */
    @Nullable Long inFlightCalls();

    /**
     * {@return how often a rehearsal has opened since the breaker was made: METRICS_ONLY's own, and
     * in other states that of a {@linkplain Breaker#rehearse candidate}}
     */
    long rehearsedOpenings();

    /**
     * {@return how many calls the same rehearsals would have rejected since the breaker was made}
     */
    long rehearsedNotPermittedCalls();

    /**
     * {@return how the breaker would stand if METRICS_ONLY were in earnest, since it was entered;
     * null in other states}
     */
    @Nullable Snapshot rehearsal();

    /** {@return how the breaker would stand with a candidate; null if none is rehearsed} */
    @Nullable Snapshot candidate();

    /** {@return the time that successful calls took, from {@link Breaker#measureDurations()} on} */
    Duration totalSuccessfulTime();

    /** {@return the time that failed calls took, from {@link Breaker#measureDurations()} on} */
    Duration totalFailedTime();

    /** {@return the time that ignored calls took, from {@link Breaker#measureDurations()} on} */
    Duration totalIgnoredTime();

    /** {@return how many successes there were in a row, up to now, in this state} */
    long consecutiveSuccesses();

    /** {@return how many failures there were in a row, up to now, in this state} */
    long consecutiveFailures();

    /** {@return the last failure that counted, of whatever state; null if there was none} */
    @Nullable Failure lastFailure();

    /** {@return why the breaker opened, until it closes; null while calls are not kept away} */
    @Nullable String tripReason();

    /** {@return the numbers behind {@link #tripReason()}; null where that is} */
    @Nullable Evidence tripEvidence();

    /**
     * How long until the next probe.
     *
     * @return zero in HALF_OPEN; in a FORCED_OPEN that ends by itself, until then; null where no
     *     probe is due
     */
    @Nullable Duration timeToNextProbe();

    /**
     * {@return what an operator said who brought about FORCED_OPEN, DISABLED or METRICS_ONLY; null
     * in other states, and where the configuration brought it about}
     */
    @Nullable Intervention intervention();

    /** {@return when he said it, by the wall clock; null as above} */
    @Nullable Instant interventionAt();

    /** {@return how long until that is over; null where it does not end by itself} */
    @Nullable Duration revertsIn();
}
