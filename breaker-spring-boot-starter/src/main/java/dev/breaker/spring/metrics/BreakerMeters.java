package dev.breaker.spring.metrics;

import dev.breaker.Snapshot;
import dev.breaker.State;
import dev.breaker.spring.CallTotals;
import dev.breaker.spring.FallbackCount;
import dev.breaker.spring.KeyedBreakers;
import dev.breaker.spring.StateTotals;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Registers the meters of one name; knows their names, tags and sources. Made, used, dropped. A
 * meter holds its source weakly.
 */
final class BreakerMeters {

    private final Figures figures;
    private final Tags common;
    private final MeterRegistry registry;
    private final Consumer<Meter.Id> registered;

    /**
     * The meters of a breaker, or of a family of them.
     *
     * @param figures where the figures come from
     * @param common the tags that all of them have
     * @param registry where the meters go
     * @param registered is told of each
     */
    BreakerMeters(
            Figures figures, Tags common, MeterRegistry registry, Consumer<Meter.Id> registered) {
        this.figures = figures;
        this.common = common;
        this.registry = registry;
        this.registered = registered;
    }

    /** All but the runs of fallbacks. */
    void registerAll() {
        calls("successful", CallTotals::successful, CallTotals::successfulTime);
        calls("failed", CallTotals::failed, CallTotals::failedTime);
        calls("ignored", CallTotals::ignored, CallTotals::ignoredTime);
        counter(
                "circuitbreaker.not.permitted.calls",
                "Calls that were rejected",
                figures,
                source -> source.totals().notPermitted());
        gauge(
                "circuitbreaker.inflight.calls",
                "Calls that are under way",
                tags(),
                Figures::inFlight);
        states();
        course();
        window();
        usualTransitions();
    }

    void fallbacks(FallbackCount calls) {
        counter("circuitbreaker.fallback.calls", "Runs of fallbacks", calls, FallbackCount::sum);
    }

    /**
     * How many keys there are.
     *
     * @param common the tags that all meters of the family have
     */
    static Meter keys(KeyedBreakers family, Tags common, MeterRegistry registry) {
        return Gauge.builder("circuitbreaker.keys", family, source -> source.keys().size())
                .description("Keys that have a breaker of their own")
                .tags(common)
                .register(registry);
    }

    private void calls(
            String kind, ToLongFunction<CallTotals> count, Function<CallTotals, Duration> time) {
        add(
                FunctionTimer.builder(
                                "circuitbreaker.calls",
                                figures,
                                source -> count.applyAsLong(source.totals()),
                                source -> time.apply(source.measuredTotals()).toNanos(),
                                TimeUnit.NANOSECONDS)
                        .description("Calls that were permitted, and how long they took")
                        .tags(tags("kind", kind))
                        .register(registry));
    }

    private <T> void counter(String name, String what, T source, ToDoubleFunction<T> count) {
        add(
                FunctionCounter.builder(name, source, count)
                        .description(what)
                        .tags(tags())
                        .register(registry));
    }

    private void course() {
        courseCounter(
                "circuitbreaker.late.calls",
                "Calls that ended when the state that permitted them was over",
                StateTotals::late);
        courseCounter("circuitbreaker.openings", "Changes to OPEN", StateTotals::openings);
        courseCounter(
                "circuitbreaker.rehearsal.openings",
                "Changes to OPEN that METRICS_ONLY, or in other states a candidate, would have made",
                StateTotals::rehearsedOpenings);
        courseCounter(
                "circuitbreaker.rehearsal.not.permitted.calls",
                "Calls that METRICS_ONLY, or in other states a candidate, would have rejected",
                StateTotals::rehearsedNotPermitted);
        for (State state : State.values()) {
            add(
                    FunctionCounter.builder(
                                    "circuitbreaker.state.time",
                                    figures,
                                    source -> seconds(source.stateTotals().timeIn(state)))
                            .description("How long the breaker has been in the state")
                            .baseUnit("seconds")
                            .tags(tags("state", lowerCase(state)))
                            .register(registry));
        }
    }

    private void courseCounter(String name, String what, ToLongFunction<StateTotals> count) {
        counter(name, what, figures, source -> count.applyAsLong(source.stateTotals()));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private void states() {
        for (State state : State.values()) {
            gauge(
                    "circuitbreaker.state",
                    "1 for the state in which the breaker is, 0 for the others",
                    tags("state", lowerCase(state)),
                    source -> source.highest(snapshot -> snapshot.state() == state ? 1 : 0));
        }
    }

    private void window() {
        String rate = "Percent of the window; NaN while it holds too few outcomes";
        gauge(
                "circuitbreaker.failure.rate",
                rate,
                tags(),
                source -> source.highest(Snapshot::failureRate));
        gauge(
                "circuitbreaker.slow.call.rate",
                rate,
                tags(),
                source -> source.highest(Snapshot::slowCallRate));
        thresholds();
        bothKinds(
                "circuitbreaker.buffered.calls",
                "Outcomes in the window",
                snapshot -> snapshot.bufferedCalls() - snapshot.failedCalls(),
                Snapshot::failedCalls);
        bothKinds(
                "circuitbreaker.slow.calls",
                "Outcomes of slow calls in the window",
                snapshot -> snapshot.slowCalls() - snapshot.slowFailedCalls(),
                Snapshot::slowFailedCalls);
    }

    private void thresholds() {
        gauge(
                "circuitbreaker.failure.rate.threshold",
                "Percent of failures at which the breaker opens",
                tags(),
                source -> source.config().failureRateThreshold());
        gauge(
                "circuitbreaker.slow.call.rate.threshold",
                "Percent of slow calls at which the breaker opens; NaN where it judges none",
                tags(),
                source ->
                        source.config().slowCallDurationThreshold().isZero()
                                ? Double.NaN
                                : source.config().slowCallRateThreshold());
    }

    private void bothKinds(
            String name,
            String what,
            ToDoubleFunction<Snapshot> successful,
            ToDoubleFunction<Snapshot> failed) {
        gauge(name, what, tags("kind", "successful"), source -> source.sum(successful));
        gauge(name, what, tags("kind", "failed"), source -> source.sum(failed));
    }

    private void gauge(String name, String what, Tags tags, ToDoubleFunction<Figures> value) {
        add(Gauge.builder(name, figures, value).description(what).tags(tags).register(registry));
    }

    /** The way round is there from the start, so that the first trip is an increase from 0. */
    private void usualTransitions() {
        transitions(State.CLOSED, State.OPEN);
        transitions(State.OPEN, State.HALF_OPEN);
        transitions(State.HALF_OPEN, State.OPEN);
        transitions(State.HALF_OPEN, State.CLOSED);
    }

    /** The counter of the changes from one state to another, registered if it is not there yet. */
    Counter transitions(State from, State to) {
        Counter counter =
                Counter.builder("circuitbreaker.transitions")
                        .description("Changes of the state")
                        .tags(tags("from", lowerCase(from), "to", lowerCase(to)))
                        .register(registry);
        add(counter);
        return counter;
    }

    private static String lowerCase(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private Tags tags(String... more) {
        return common.and(more);
    }

    private void add(Meter meter) {
        registered.accept(meter.getId());
    }
}
