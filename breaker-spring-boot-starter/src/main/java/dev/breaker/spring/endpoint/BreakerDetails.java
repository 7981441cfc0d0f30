package dev.breaker.spring.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.breaker.Breaker;
import dev.breaker.Failure;
import dev.breaker.Snapshot;
import dev.breaker.State;
import dev.breaker.spring.BreakerStatus;
import dev.breaker.spring.StarterSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/** All that there is to know of one breaker; its keys, where it is the breaker of a family. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record BreakerDetails(
        String name,
        @JsonUnwrapped BreakerStatus status,
        long totalSuccessfulCalls,
        long totalFailedCalls,
        long totalIgnoredCalls,
        long totalSlowCalls,
        long consecutiveSuccesses,
        long consecutiveFailures,
        @Nullable FailureView lastFailure,
        List<TransitionView> transitions,
        List<FailureView> failures,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<KeyView> keys,
        Map<String, Object> settings)
        implements OperationResponseBody {

    static BreakerDetails of(
            Breaker breaker,
            StarterSettings starter,
            BreakerEvents events,
            @Nullable List<KeyView> keys,
            boolean withMessage) {
        Snapshot snapshot = breaker.snapshot();
        Failure last = snapshot.lastFailure();
        return new BreakerDetails(
                breaker.name(),
                BreakerStatus.of(breaker, snapshot),
                snapshot.totalSuccessfulCalls(),
                snapshot.totalFailedCalls(),
                snapshot.totalIgnoredCalls(),
                snapshot.totalSlowCalls(),
                snapshot.consecutiveSuccesses(),
                snapshot.consecutiveFailures(),
                last == null ? null : FailureView.of(last, withMessage),
                events.events(breaker, Set.of(EventType.TRANSITION)).stream()
                        .map(TransitionView::of)
                        .toList(),
                events.events(breaker, Set.of(EventType.FAILURE)).stream()
                        .map(FailureView::of)
                        .toList(),
                keys,
                EffectiveSettings.of(breaker.config(), starter));
    }

    /** A change of state. */
    record TransitionView(Instant at, State from, State to, String reason, Duration openFor) {

        static TransitionView of(BreakerEvent event) {
            EventFacts.Change change = (EventFacts.Change) event.facts();
            return new TransitionView(
                    event.at(), change.from(), change.to(), change.reason(), change.openFor());
        }
    }

    /** A failed call: its type and, only where messages are shown, its message. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FailureView(Instant at, String type, @Nullable String message) {

        static FailureView of(Failure failure, boolean withMessage) {
            return new FailureView(
                    failure.at(), failure.type(), withMessage ? failure.message() : null);
        }

        static FailureView of(BreakerEvent event) {
            EventFacts.CallEnd end = (EventFacts.CallEnd) event.facts();
            String type = end.exceptionType();
            return new FailureView(
                    event.at(), type == null ? "result" : type, end.exceptionMessage());
        }
    }
}
