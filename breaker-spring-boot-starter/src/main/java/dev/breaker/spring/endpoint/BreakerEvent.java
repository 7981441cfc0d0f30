package dev.breaker.spring.endpoint;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * One event of one breaker.
 *
 * @param sequence its place among all events, in the order in which they were noticed
 * @param breaker the breaker's name
 * @param type its kind
 * @param at when it happened, by the wall clock
 * @param facts what else is known of it
 */
public record BreakerEvent(
        @JsonIgnore long sequence,
        String breaker,
        EventType type,
        Instant at,
        @JsonUnwrapped EventFacts facts)
        implements OperationResponseBody {

    /**
     * The event's type for those to whom it is but a word.
     *
     * @return the name of the type
     */
    public String typeName() {
        return type.name();
    }
}
