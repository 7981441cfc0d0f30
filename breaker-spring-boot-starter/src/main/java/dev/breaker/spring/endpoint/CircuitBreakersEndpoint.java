package dev.breaker.spring.endpoint;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.BreakerFamilies;
import dev.breaker.spring.BreakerReconfiguration;
import dev.breaker.spring.BreakerStatus;
import dev.breaker.spring.Breakers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.context.ApplicationEventPublisher;

/**
 * {@code /actuator/circuitbreakers}: all breakers, one of them in detail, and an operator's hand on
 * it, or on all whose names are like a pattern. A name may contain slashes.
 */
@WebEndpoint(id = "circuitbreakers")
public class CircuitBreakersEndpoint implements AutoCloseable {

    private final BreakerRegistry registry;
    private final Describer describer;
    private final Orders orders;
    private final Rehearsals rehearsals = new Rehearsals();
    private final Consumer<Breaker> welcomer = Breaker::countInFlight;
    private final Consumer<Breaker> mourner = rehearsals::forget;

    /**
     * The endpoint; settings cannot be changed by it. From now on, transitions and failures are
     * recorded, and calls under way are counted.
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
        this(registry, breakers, events, null, null, null, withMessages);
    }

    /**
     * The endpoint. From now on, transitions and failures are recorded, and calls under way are
     * counted.
     *
     * @param registry the breakers
     * @param breakers their settings
     * @param events their recent events
     * @param families which of the breakers are those of keys; null if none are
     * @param reconfiguration changes their settings; null if nothing can
     * @param application hears of what operators do; null if it need not
     * @param withMessages whether messages of exceptions are shown
     */
    public CircuitBreakersEndpoint(
            BreakerRegistry registry,
            Breakers breakers,
            BreakerEvents events,
            @Nullable BreakerFamilies families,
            @Nullable BreakerReconfiguration reconfiguration,
            @Nullable ApplicationEventPublisher application,
            boolean withMessages) {
        this.registry = registry;
        this.describer =
                new Describer(
                        breakers, events, families, reconfiguration, rehearsals, withMessages);
        this.orders =
                new Orders(
                        registry,
                        new Actions(reconfiguration, rehearsals),
                        new Account(application));
        events.recordChanges();
        registry.onEach(welcomer);
        registry.onRemoved(mourner);
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
            SecurityContext security,
            @Selector(match = Match.ALL_REMAINING) Object name,
            @Nullable Object updateState,
            @Nullable Object reason,
            @Nullable Object duration,
            @Nullable Object settings,
            @Nullable Object revertSettings,
            @Nullable Object rehearse,
            @Nullable Object endRehearsal,
            @Nullable Object adoptRehearsal) {
        PostedOrder order =
                new PostedOrder(
                        updateState,
                        reason,
                        duration,
                        settings,
                        revertSettings,
                        rehearse,
                        endRehearsal,
                        adoptRehearsal);
        return BreakerPath.answer(
                name,
                "name",
                path ->
                        found(
                                path,
                                breaker -> orders.one(breaker, order, security, this::details)));
    }

    @WriteOperation
    WebEndpointResponse<Object> updateAll(
            SecurityContext security,
            @Nullable Object names,
            @Nullable Object updateState,
            @Nullable Object reason,
            @Nullable Object duration,
            @Nullable Object settings,
            @Nullable Object revertSettings,
            @Nullable Object rehearse,
            @Nullable Object endRehearsal,
            @Nullable Object adoptRehearsal) {
        PostedOrder order =
                new PostedOrder(
                        updateState,
                        reason,
                        duration,
                        settings,
                        revertSettings,
                        rehearse,
                        endRehearsal,
                        adoptRehearsal);
        return orders.many(names, order, security);
    }

    private WebEndpointResponse<Object> found(
            String name, Function<Breaker, WebEndpointResponse<Object>> answer) {
        return registry.find(name).map(answer).orElseGet(() -> Problem.unknownBreaker(name));
    }

    private WebEndpointResponse<Object> details(Breaker breaker) {
        return new WebEndpointResponse<>(describer.details(breaker));
    }

    /** Lets go of the registry, which may be that of other applications, too. */
    @Override
    public void close() {
        registry.unsubscribe(welcomer);
        registry.unsubscribe(mourner);
    }

    /** Every breaker, by name, in the order of the names. */
    record AllBreakers(Map<String, BreakerStatus> circuitBreakers)
            implements OperationResponseBody {}
}
