package dev.breaker.spring;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.breaker.Snapshot;
import dev.breaker.State;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a breaker would stand if what is only rehearsed were in earnest. Counts begin with the
 * rehearsal.
 *
 * @param state the state in which it would be
 * @param failureRate percent; null as for {@link BreakerSummary#failureRate()}
 * @param slowCallRate percent; null as for {@link BreakerSummary#slowCallRate()}
 * @param openings how often it would have opened
 * @param notPermittedCalls how many calls it would have rejected
 * @param tripReason why it would be open
 * @param timeToNextProbe when it would permit the next probe
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RehearsalView(
        State state,
        @Nullable Double failureRate,
        @Nullable Double slowCallRate,
        long openings,
        long notPermittedCalls,
        @Nullable String tripReason,
        @Nullable Duration timeToNextProbe) {

    /**
     * The view of a rehearsal.
     *
     * @param snapshot what is known of it
     * @return its view
     */
    public static RehearsalView of(Snapshot snapshot) {
        return new RehearsalView(
                snapshot.state(),
                BreakerSummary.known(snapshot.failureRate()),
                BreakerSummary.known(snapshot.slowCallRate()),
                snapshot.openings(),
                snapshot.notPermittedCalls(),
                snapshot.tripReason(),
                BreakerSummary.inMillis(snapshot.timeToNextProbe()));
    }
}
