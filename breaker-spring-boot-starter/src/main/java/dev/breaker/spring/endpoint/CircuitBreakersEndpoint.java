package dev.breaker.spring.endpoint;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.BreakerFamilies;
import dev.breaker.spring.BreakerStatus;
import dev.breaker.spring.Breakers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
public class CircuitBreakersEndpoint implements AutoCloseable {

    private final BreakerRegistry registry;
    private final Describer describer;
    private final Consumer<Breaker> counter = Breaker::countInFlight;

    /**
     * The endpoint. From now on, transitions and failures are recorded, and calls under way are
     * counted.
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
     * The endpoint. From now on, transitions and failures are recorded, and calls under way are
     * counted.
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
        this.registry = registry;
        this.describer = new Describer(breakers, events, families, withMessages);
        events.recordChanges();
        registry.onEach(counter);
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
        return new WebEndpointResponse<>(describer.details(breaker));
    }

    /** Lets go of the registry, which may be that of other applications, too. */
    @Override
    public void close() {
        registry.unsubscribe(counter);
    }

    /** Every breaker, by name, in the order of the names. */
    record AllBreakers(Map<String, BreakerStatus> circuitBreakers)
            implements OperationResponseBody {}
}
