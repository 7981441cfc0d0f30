package dev.breaker;

import java.time.Duration;
import java.time.Instant;
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

    /**
     * How long until the next probe.
     *
     * @return zero in HALF_OPEN; null where no probe is due
     */
    @Nullable Duration timeToNextProbe();
}
