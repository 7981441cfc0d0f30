package dev.breaker.spring;

import dev.breaker.Snapshot;
import java.time.Duration;

/**
 * What became of calls, since the start.
 *
 * @param successful how many succeeded
 * @param failed how many failed
 * @param ignored how many had no verdict
 * @param notPermitted how many were rejected
 * @param successfulTime how long the successful ones took, from when durations are measured
 * @param failedTime the same of failed ones
 * @param ignoredTime the same of ignored ones
 */
public record CallTotals(
        long successful,
        long failed,
        long ignored,
        long notPermitted,
        Duration successfulTime,
        Duration failedTime,
        Duration ignoredTime) {

    /** No call at all. */
    public static final CallTotals NONE =
            new CallTotals(0, 0, 0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /**
     * The totals of one breaker.
     *
     * @param snapshot what it knew at one moment
     * @return its totals then
     */
    public static CallTotals of(Snapshot snapshot) {
        return new CallTotals(
                snapshot.totalSuccessfulCalls(),
                snapshot.totalFailedCalls(),
                snapshot.totalIgnoredCalls(),
                snapshot.notPermittedCalls(),
                snapshot.totalSuccessfulTime(),
                snapshot.totalFailedTime(),
                snapshot.totalIgnoredTime());
    }

    CallTotals plus(CallTotals other) {
        return new CallTotals(
                successful + other.successful,
                failed + other.failed,
                ignored + other.ignored,
                notPermitted + other.notPermitted,
                successfulTime.plus(other.successfulTime),
                failedTime.plus(other.failedTime),
                ignoredTime.plus(other.ignoredTime));
    }

    /** Each figure the larger of the two. */
    CallTotals max(CallTotals other) {
        return new CallTotals(
                Math.max(successful, other.successful),
                Math.max(failed, other.failed),
                Math.max(ignored, other.ignored),
                Math.max(notPermitted, other.notPermitted),
                max(successfulTime, other.successfulTime),
                max(failedTime, other.failedTime),
                max(ignoredTime, other.ignoredTime));
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
