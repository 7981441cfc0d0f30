package dev.breaker.spring.endpoint;

import dev.breaker.BreakerRegistry;
import dev.breaker.spring.BreakerFamilies;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * {@code /actuator/circuitbreakerevents[/{name}[/{type}]]}: the recent events of all breakers, of
 * one, those of its keys included, or those of one type. A name may contain slashes: a path that is
 * a breaker's name as a whole means that breaker, else its last part is the type.
 */
@WebEndpoint(id = "circuitbreakerevents")
public class CircuitBreakerEventsEndpoint {

    private final EventChoices choices;
    private final BreakerEvents events;

    /**
     * The endpoint. Every event is recorded from now on, which makes each call a little slower.
     *
     * @param registry the breakers
     * @param events their recent events
     */
    public CircuitBreakerEventsEndpoint(BreakerRegistry registry, BreakerEvents events) {
        this(registry, events, null);
    }

    /**
     * The endpoint. Every event is recorded from now on, which makes each call a little slower.
     *
     * @param registry the breakers
     * @param events their recent events
     * @param families which of the breakers are those of keys; null if none are
     */
    public CircuitBreakerEventsEndpoint(
            BreakerRegistry registry, BreakerEvents events, @Nullable BreakerFamilies families) {
        this.choices = new EventChoices(registry, families);
        this.events = events;
        events.recordAll();
    }

    @ReadOperation
    EventList all() {
        return list(choices.all());
    }

    @ReadOperation
    WebEndpointResponse<Object> some(@Selector(match = Match.ALL_REMAINING) Object path) {
        return BreakerPath.answer(path, "path", this::some);
    }

    private WebEndpointResponse<Object> some(String path) {
        return choices.choose(
                path, choice -> new WebEndpointResponse<>(list(choice)), refusal -> refusal);
    }

    private EventList list(EventChoice choice) {
        return new EventList(events.events(choice.breakers(), choice.types()));
    }

    /** Events, the newest last. */
    record EventList(List<BreakerEvent> circuitBreakerEvents) implements OperationResponseBody {}
}
