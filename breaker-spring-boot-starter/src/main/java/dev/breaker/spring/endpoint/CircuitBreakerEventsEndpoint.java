package dev.breaker.spring.endpoint;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.BreakerFamilies;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
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

    private static final Collection<EventType> ALL = EnumSet.allOf(EventType.class);

    private final BreakerRegistry registry;
    private final BreakerEvents events;
    private final @Nullable BreakerFamilies families;

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
        this.families = families;
        this.registry = registry;
        this.events = events;
        events.recordAll();
    }

    @ReadOperation
    EventList all() {
        return new EventList(events.events(registry.all(), ALL));
    }

    @ReadOperation
    WebEndpointResponse<Object> some(@Selector(match = Match.ALL_REMAINING) Object path) {
        return BreakerPath.answer(path, "path", this::some);
    }

    private WebEndpointResponse<Object> some(String path) {
        return registry.find(path)
                .map(breaker -> list(breaker, ALL))
                .orElseGet(() -> ofOneType(path));
    }

    private WebEndpointResponse<Object> ofOneType(String path) {
        int slash = path.lastIndexOf('/');
        Optional<Breaker> breaker =
                slash < 0 ? Optional.empty() : registry.find(path.substring(0, slash));
        if (breaker.isEmpty()) {
            return Problem.unknownBreaker(path);
        }
        String type = path.substring(slash + 1);
        return EnumText.parse(EventType.class, type)
                .map(known -> list(breaker.get(), List.of(known)))
                .orElseGet(() -> Problem.unknownValue("event type", type, EventType.class));
    }

    private WebEndpointResponse<Object> list(Breaker breaker, Collection<EventType> types) {
        return new WebEndpointResponse<>(new EventList(events.events(withKeys(breaker), types)));
    }

    private Collection<Breaker> withKeys(Breaker breaker) {
        List<Breaker> all = new ArrayList<>(List.of(breaker));
        if (families != null) {
            families.find(breaker.name()).ifPresent(family -> all.addAll(family.keys()));
        }
        return all;
    }

    /** Events, the newest last. */
    record EventList(List<BreakerEvent> circuitBreakerEvents) implements OperationResponseBody {}
}
