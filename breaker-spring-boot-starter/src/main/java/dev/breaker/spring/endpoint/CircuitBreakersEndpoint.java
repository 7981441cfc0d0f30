package dev.breaker.spring.endpoint;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.BreakerFamilies;
import dev.breaker.spring.BreakerStatus;
import dev.breaker.spring.Breakers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * {@code /actuator/circuitbreakers}: all breakers, one of them in detail, and an operator's hand on
 * it. A name may contain slashes.
 */
@WebEndpoint(id = "circuitbreakers")
public class CircuitBreakersEndpoint {

    private final BreakerRegistry registry;
    private final Breakers breakers;
    private final BreakerEvents events;
    private final @Nullable BreakerFamilies families;
    private final boolean withMessages;

    /**
     * The endpoint. Transitions and failures are recorded from now on.
     *
     * @param registry the breakers
     * @param breakers their settings
     * @param events their recent events
     * @param withMessages whether messages of exceptions are shown
     */
    public CircuitBreakersEndpoint(
            BreakerRegistry registry,
            Breakers breakers,
            BreakerEvents events,
            boolean withMessages) {
        this(registry, breakers, events, null, withMessages);
    }

    /**
     * The endpoint. Transitions and failures are recorded from now on.
     *
     * @param registry the breakers
     * @param breakers their settings
     * @param events their recent events
     * @param families which of the breakers are those of keys; null if none are
     * @param withMessages whether messages of exceptions are shown
     */
    public CircuitBreakersEndpoint(
            BreakerRegistry registry,
            Breakers breakers,
            BreakerEvents events,
            @Nullable BreakerFamilies families,
            boolean withMessages) {
        this.families = families;
        this.registry = registry;
        this.breakers = breakers;
        this.events = events;
        this.withMessages = withMessages;
        events.recordChanges();
    }

    @ReadOperation
    AllBreakers all() {
        Map<String, BreakerStatus> all = new LinkedHashMap<>();
        registry.all().forEach(breaker -> all.put(breaker.name(), BreakerStatus.of(breaker)));
        return new AllBreakers(all);
    }

    @ReadOperation
    WebEndpointResponse<Object> one(@Selector(match = Match.ALL_REMAINING) Object name) {
        return BreakerPath.answer(name, "name", path -> found(path, this::details));
    }

    @WriteOperation
    WebEndpointResponse<Object> update(
            @Selector(match = Match.ALL_REMAINING) Object name, @Nullable String updateState) {
        return BreakerPath.answer(
                name, "name", path -> found(path, breaker -> update(breaker, updateState)));
    }

    private WebEndpointResponse<Object> found(
            String name, Function<Breaker, WebEndpointResponse<Object>> answer) {
        return registry.find(name).map(answer).orElseGet(() -> Problem.unknownBreaker(name));
    }

    private WebEndpointResponse<Object> update(Breaker breaker, @Nullable String updateState) {
        Optional<StateUpdate> update = EnumText.parse(StateUpdate.class, updateState);
        if (update.isEmpty()) {
            return Problem.unknownValue("updateState", updateState, StateUpdate.class);
        }
        update.get().applyTo(breaker);
        return details(breaker);
    }

    private WebEndpointResponse<Object> details(Breaker breaker) {
        return new WebEndpointResponse<>(
                BreakerDetails.of(
                        breaker,
                        breakers.settings(breaker.name()),
                        events,
                        keysOf(breaker),
                        withMessages));
    }

    private @Nullable List<KeyView> keysOf(Breaker breaker) {
        return families == null
                ? null
                : families.find(breaker.name())
                        .map(family -> family.keys().stream().map(KeyView::of).toList())
                        .orElse(null);
    }

    /** Every breaker, by name, in the order of the names. */
    record AllBreakers(Map<String, BreakerStatus> circuitBreakers)
            implements OperationResponseBody {}
}
