package dev.breaker.spring;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.breaker.Breaker;
import dev.breaker.Snapshot;
import dev.breaker.State;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What health shows of a breaker, and all others show, too: its state, its window, and why. In JSON
 * every key is always there, with null for what is not known, so that the reader need not tell
 * "unknown" from "misspelt".
 *
 * @param state the state
 * @param since since when, by the wall clock
 * @param failureRate percent; null while the window holds fewer outcomes than the minimum
 * @param failureRateThreshold percent
 * @param slowCallRate percent; null as above, and where slow calls are not judged
 * @param slowCallRateThreshold percent, whether or not slow calls are judged
 * @param bufferedCalls outcomes in the window
 * @param failedCalls how many of them failed
 * @param slowCalls how many of them were slow
 * @param slowFailedCalls how many of them were both
 * @param notPermittedCalls rejections since the breaker was made
 * @param tripReason why the breaker opened, until it closes; else null
 * @param timeToNextProbe in whole milliseconds; zero in HALF_OPEN, null where no probe is due
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record BreakerSummary(
        State state,
        Instant since,
        @Nullable Double failureRate,
        double failureRateThreshold,
        @Nullable Double slowCallRate,
        double slowCallRateThreshold,
        int bufferedCalls,
        int failedCalls,
        int slowCalls,
        int slowFailedCalls,
        long notPermittedCalls,
        @Nullable String tripReason,
        @Nullable Duration timeToNextProbe) {

    /**
     * The summary of a breaker now.
     *
     * @param breaker the breaker
     * @return its summary
     */
    public static BreakerSummary of(Breaker breaker) {
        return of(breaker, breaker.snapshot());
    }

    static BreakerSummary of(Breaker breaker, Snapshot snapshot) {
        return new BreakerSummary(
                snapshot.state(),
                snapshot.since(),
                known(snapshot.failureRate()),
                breaker.config().failureRateThreshold(),
                known(snapshot.slowCallRate()),
                breaker.config().slowCallRateThreshold(),
                snapshot.bufferedCalls(),
                snapshot.failedCalls(),
                snapshot.slowCalls(),
                snapshot.slowFailedCalls(),
                snapshot.notPermittedCalls(),
                snapshot.tripReason(),
                inMillis(snapshot.timeToNextProbe()));
    }

    static @Nullable Double known(double rate) {
        return Double.isNaN(rate) ? null : rate;
    }

    static @Nullable Duration inMillis(@Nullable Duration duration) {
        return duration == null ? null : duration.truncatedTo(ChronoUnit.MILLIS);
    }
}
