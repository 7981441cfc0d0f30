package dev.breaker.spring.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.breaker.Failure;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A failed call.
 *
 * @param at when it ended
 * @param type the class of what it threw; {@code result} where a returned value was the failure
 * @param duration how long it took, if that was measured
 * @param where the place in the application's code, as far as it is known
 * @param message that of the exception, where messages are shown
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record FailureView(
        Instant at,
        String type,
        @Nullable Duration duration,
        @Nullable String where,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String message) {

    static FailureView of(Failure failure, boolean withMessage) {
        return new FailureView(
                failure.at(),
                failure.type(),
                failure.duration(),
                failure.where(),
                withMessage ? failure.message() : null);
    }

    static FailureView of(BreakerEvent event) {
        EventFacts.CallEnd end = (EventFacts.CallEnd) event.facts();
        String type = end.exceptionType();
        return new FailureView(
                event.at(),
                type == null ? "result" : type,
                end.duration(),
                end.where(),
                end.exceptionMessage());
    }
}
