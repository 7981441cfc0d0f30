package dev.breaker.spring.metrics;

import dev.breaker.Breaker;
import dev.breaker.BreakerListener;
import dev.breaker.Snapshot;
import dev.breaker.State;
import dev.breaker.StateTransition;
import dev.breaker.spring.FallbackCounts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * The meters of one breaker in one registry. Keeps their ids, not the meters, for those can hold
 * their registry.
 */
final class BreakerBinding implements BreakerListener {

    private final Breaker breaker;
    private final WeakReference<MeterRegistry> registry;
    private final Set<Meter.Id> ids = ConcurrentHashMap.newKeySet();
    private volatile boolean unbound;

    BreakerBinding(Breaker breaker, WeakReference<MeterRegistry> registry) {
        this.breaker = breaker;
        this.registry = registry;
    }

    boolean isOf(Breaker other) {
        return breaker == other;
    }

    void bind(MeterRegistry meters, FallbackCounts fallbacks) {
        breaker.measureDurations();
        bindCalls(meters);
        bindCallsNotMade(meters, fallbacks);
        bindState(meters);
        bindWindow(meters);
        bindTransitions(meters);
        breaker.addListener(this);
    }

    void unbind() {
        unbound = true;
        breaker.removeListener(this);
        MeterRegistry meters = RegistryBinding.open(registry);
        if (meters != null) {
            ids.forEach(meters::remove);
        }
    }

    private void bindCalls(MeterRegistry meters) {
        timer(meters, "successful", Snapshot::totalSuccessfulCalls, Snapshot::totalSuccessfulTime);
        timer(meters, "failed", Snapshot::totalFailedCalls, Snapshot::totalFailedTime);
        timer(meters, "ignored", Snapshot::totalIgnoredCalls, Snapshot::totalIgnoredTime);
    }

    private void timer(
            MeterRegistry meters,
            String kind,
            ToLongFunction<Snapshot> count,
            Function<Snapshot, Duration> time) {
        add(
                FunctionTimer.builder(
                                "circuitbreaker.calls",
                                breaker,
                                b -> count.applyAsLong(b.snapshot()),
                                b -> time.apply(b.snapshot()).toNanos(),
                                TimeUnit.NANOSECONDS)
                        .description("Calls that were permitted, and how long they took")
                        .tags(tags("kind", kind))
                        .register(meters));
    }

    private void bindCallsNotMade(MeterRegistry meters, FallbackCounts fallbacks) {
        add(
                FunctionCounter.builder(
                                "circuitbreaker.not.permitted.calls",
                                breaker,
                                b -> b.snapshot().notPermittedCalls())
                        .description("Calls that were rejected")
                        .tags(tags())
                        .register(meters));
        add(
                FunctionCounter.builder(
                                "circuitbreaker.fallback.calls",
                                fallbacks.of(breaker.name()),
                                LongAdder::sum)
                        .description("Calls that a fallback answered")
                        .tags(tags())
                        .register(meters));
    }

    private void bindState(MeterRegistry meters) {
        for (State state : State.values()) {
            gauge(
                    meters,
                    "circuitbreaker.state",
                    "1 for the state in which the breaker is, 0 for the others",
                    tags("state", lowerCase(state)),
                    snapshot -> snapshot.state() == state ? 1 : 0);
        }
    }

    private void bindWindow(MeterRegistry meters) {
        String rate = "Percent of the window; NaN while it holds too few outcomes";
        gauge(meters, "circuitbreaker.failure.rate", rate, tags(), Snapshot::failureRate);
        gauge(meters, "circuitbreaker.slow.call.rate", rate, tags(), Snapshot::slowCallRate);
        String buffered = "Outcomes in the window";
        gauge(
                meters,
                "circuitbreaker.buffered.calls",
                buffered,
                tags("kind", "successful"),
                snapshot -> snapshot.bufferedCalls() - snapshot.failedCalls());
        gauge(
                meters,
                "circuitbreaker.buffered.calls",
                buffered,
                tags("kind", "failed"),
                Snapshot::failedCalls);
        String slow = "Outcomes of slow calls in the window";
        gauge(
                meters,
                "circuitbreaker.slow.calls",
                slow,
                tags("kind", "successful"),
                snapshot -> snapshot.slowCalls() - snapshot.slowFailedCalls());
        gauge(
                meters,
                "circuitbreaker.slow.calls",
                slow,
                tags("kind", "failed"),
                Snapshot::slowFailedCalls);
    }

    private void gauge(
            MeterRegistry meters,
            String name,
            String description,
            Tags tags,
            ToDoubleFunction<Snapshot> value) {
        add(
                Gauge.builder(name, breaker, b -> value.applyAsDouble(b.snapshot()))
                        .description(description)
                        .tags(tags)
                        .register(meters));
    }

    /** The way round is there from the start, so that the first trip is an increase from 0. */
    private void bindTransitions(MeterRegistry meters) {
        transitions(meters, State.CLOSED, State.OPEN);
        transitions(meters, State.OPEN, State.HALF_OPEN);
        transitions(meters, State.HALF_OPEN, State.OPEN);
        transitions(meters, State.HALF_OPEN, State.CLOSED);
    }

    private Counter transitions(MeterRegistry meters, State from, State to) {
        Counter counter =
                Counter.builder("circuitbreaker.transitions")
                        .description("Changes of the state")
                        .tags(tags("from", lowerCase(from)).and("to", lowerCase(to)))
                        .register(meters);
        add(counter);
        return counter;
    }

    @Override
    public void onTransition(StateTransition transition) {
        MeterRegistry meters = RegistryBinding.open(registry);
        if (meters == null || unbound) {
            breaker.removeListener(this);
        } else {
            transitions(meters, transition.from(), transition.to()).increment();
        }
    }

    private static String lowerCase(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private Tags tags(String... more) {
        return Tags.of("name", breaker.name()).and(more);
    }

    private void add(Meter meter) {
        ids.add(meter.getId());
    }
}
