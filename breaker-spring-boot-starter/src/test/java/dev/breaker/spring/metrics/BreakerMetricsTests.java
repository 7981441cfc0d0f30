package dev.breaker.spring.metrics;

import static dev.breaker.spring.Calls.beRejected;
import static dev.breaker.spring.Calls.fail;
import static dev.breaker.spring.Calls.failUntilOpen;
import static dev.breaker.spring.Calls.succeed;
import static dev.breaker.spring.Calls.succeedAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.Permit;
import dev.breaker.State;
import dev.breaker.WindowType;
import dev.breaker.spring.FallbackCounts;
import dev.breaker.spring.TestTime;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BreakerMetricsTests {

    private static final Duration WAIT = Duration.ofSeconds(30);

    private final TestTime time = new TestTime();
    private final BreakerConfig config =
            BreakerConfig.builder()
                    .slidingWindowType(WindowType.COUNT_BASED)
                    .slidingWindowSize(10)
                    .minimumNumberOfCalls(4)
                    .waitDurationInOpenState(WAIT)
                    .slowCallDurationThreshold(Duration.ofSeconds(1))
                    .permittedNumberOfCallsInHalfOpenState(1)
                    .ignoreExceptions(IllegalArgumentException.class)
                    .build();
    private final BreakerRegistry breakers = BreakerRegistry.of(config, time);
    private final FallbackCounts fallbacks = new FallbackCounts();
    private final BreakerMetrics metrics = new BreakerMetrics(breakers, fallbacks);
    private final MeterRegistry meters = new SimpleMeterRegistry();

    private Breaker bound(String name) {
        metrics.bindTo(meters);
        return breakers.breaker(name);
    }

    private double gauge(String name, String... tags) {
        return meters.get(name).tags(tags).gauge().value();
    }

    private double transitions(String from, String to) {
        return meters.get("circuitbreaker.transitions")
                .tags("from", from, "to", to)
                .counter()
                .count();
    }

    @Test
    void haveAlwaysTheSameTagKeysOfWhichNameIsOne() {
        metrics.bindTo(meters);
        Breaker breaker = breakers.breaker("inventory");
        breakers.breaker("payment").forceOpen();
        failUntilOpen(breaker, new IllegalStateException());
        fallbacks.of("inventory").increment();

        Map<String, Set<Set<String>>> keysByName =
                meters.getMeters().stream()
                        .map(Meter::getId)
                        .collect(
                                Collectors.groupingBy(
                                        Meter.Id::getName,
                                        Collectors.mapping(
                                                BreakerMetricsTests::keys, Collectors.toSet())));
        assertThat(keysByName)
                .containsOnly(
                        Map.entry("circuitbreaker.calls", Set.of(Set.of("name", "kind"))),
                        Map.entry("circuitbreaker.not.permitted.calls", Set.of(Set.of("name"))),
                        Map.entry("circuitbreaker.inflight.calls", Set.of(Set.of("name"))),
                        Map.entry("circuitbreaker.late.calls", Set.of(Set.of("name"))),
                        Map.entry("circuitbreaker.openings", Set.of(Set.of("name"))),
                        Map.entry("circuitbreaker.rehearsal.openings", Set.of(Set.of("name"))),
                        Map.entry(
                                "circuitbreaker.rehearsal.not.permitted.calls",
                                Set.of(Set.of("name"))),
                        Map.entry("circuitbreaker.state.time", Set.of(Set.of("name", "state"))),
                        Map.entry("circuitbreaker.failure.rate.threshold", Set.of(Set.of("name"))),
                        Map.entry(
                                "circuitbreaker.slow.call.rate.threshold", Set.of(Set.of("name"))),
                        Map.entry("circuitbreaker.fallback.calls", Set.of(Set.of("name"))),
                        Map.entry(
                                "circuitbreaker.transitions", Set.of(Set.of("name", "from", "to"))),
                        Map.entry("circuitbreaker.state", Set.of(Set.of("name", "state"))),
                        Map.entry("circuitbreaker.failure.rate", Set.of(Set.of("name"))),
                        Map.entry("circuitbreaker.slow.call.rate", Set.of(Set.of("name"))),
                        Map.entry("circuitbreaker.buffered.calls", Set.of(Set.of("name", "kind"))),
                        Map.entry("circuitbreaker.slow.calls", Set.of(Set.of("name", "kind"))));
    }

    private static Set<String> keys(Meter.Id id) {
        return id.getTags().stream()
                .map(Tag::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void countCallsByKindAndAddUpHowLongTheyTook() {
        Breaker breaker = bound("inventory");

        succeedAfter(Duration.ofMillis(200), time, breaker);
        succeedAfter(Duration.ofMillis(300), time, breaker);
        fail(breaker, new IllegalStateException());
        fail(breaker, new IllegalArgumentException());

        assertThat(calls("successful").count()).isEqualTo(2);
        assertThat(calls("successful").totalTime(TimeUnit.MILLISECONDS))
                .isCloseTo(500, within(1e-6));
        assertThat(calls("failed").count()).isEqualTo(1);
        assertThat(calls("ignored").count()).isEqualTo(1);
    }

    private FunctionTimer calls(String kind) {
        return meters.get("circuitbreaker.calls")
                .tags("name", "inventory", "kind", kind)
                .functionTimer();
    }

    @Test
    void breakersAreNotMeasuredUntilBound() {
        Breaker breaker =
                breakers.breaker(
                        "unmeasured",
                        BreakerConfig.builder().slidingWindowType(WindowType.COUNT_BASED).build());

        succeedAfter(Duration.ofMillis(200), time, breaker);
        assertThat(breaker.snapshot().totalSuccessfulTime()).isZero();

        metrics.bindTo(meters);
        succeedAfter(Duration.ofMillis(200), time, breaker);
        assertThat(breaker.snapshot().totalSuccessfulTime()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void registryThatJoinsACompositeLaterGetsTimesToo() {
        CompositeMeterRegistry composite = new CompositeMeterRegistry();
        metrics.bindTo(composite);
        Breaker breaker = breakers.breaker("inventory");

        composite.add(meters);
        assertThat(calls("successful").totalTime(TimeUnit.MILLISECONDS)).isZero();
        succeedAfter(Duration.ofMillis(200), time, breaker);

        assertThat(calls("successful").totalTime(TimeUnit.MILLISECONDS))
                .isCloseTo(200, within(1e-6));
    }

    @Test
    void countRejectionsAndFallbacks() {
        Breaker breaker = bound("inventory");
        breaker.forceOpen();
        beRejected(breaker);
        beRejected(breaker);
        fallbacks.of("inventory").increment();

        assertThat(meters.get("circuitbreaker.not.permitted.calls").functionCounter().count())
                .isEqualTo(2);
        assertThat(meters.get("circuitbreaker.fallback.calls").functionCounter().count())
                .isEqualTo(1);
    }

    @Test
    void countTransitionsFromZeroOnAndThoseOfAnOperatorOnceTheyHappen() {
        Breaker breaker = bound("inventory");
        assertThat(transitions("closed", "open")).isZero();

        failUntilOpen(breaker, new IllegalStateException());
        time.advance(WAIT);
        succeed(breaker);
        breaker.forceOpen();

        assertThat(transitions("closed", "open")).isEqualTo(1);
        assertThat(transitions("open", "half_open")).isEqualTo(1);
        assertThat(transitions("half_open", "closed")).isEqualTo(1);
        assertThat(transitions("half_open", "open")).isZero();
        assertThat(transitions("closed", "forced_open")).isEqualTo(1);
    }

    @Test
    void stateIsOneForExactlyOneOfTheSix() {
        Breaker breaker = bound("inventory");
        failUntilOpen(breaker, new IllegalStateException());
        assertThat(gauge("circuitbreaker.state", "state", "open")).isEqualTo(1);

        time.advance(WAIT); // and nobody calls

        for (State state : State.values()) {
            assertThat(gauge("circuitbreaker.state", "state", state.name().toLowerCase()))
                    .isEqualTo(state == State.HALF_OPEN ? 1 : 0);
        }
    }

    @Test
    void tellTheCourseOfAnOutage() {
        Breaker breaker = bound("inventory");
        Permit late = breaker.acquire();
        time.advance(WAIT);
        failUntilOpen(breaker, new IllegalStateException());
        late.succeeded();
        time.advance(WAIT);
        Permit probe = breaker.acquire();

        assertThat(counter("circuitbreaker.openings")).isEqualTo(1);
        assertThat(counter("circuitbreaker.late.calls")).isEqualTo(1);
        assertThat(gauge("circuitbreaker.inflight.calls")).isEqualTo(1);
        assertThat(counter("circuitbreaker.state.time", "state", "closed")).isEqualTo(30);
        assertThat(counter("circuitbreaker.state.time", "state", "open")).isEqualTo(30);
        probe.succeeded();
        time.advance(Duration.ofMillis(250));
        assertThat(gauge("circuitbreaker.inflight.calls")).isZero();
        assertThat(counter("circuitbreaker.state.time", "state", "closed")).isEqualTo(30.25);
    }

    @Test
    void tellWhatARehearsalWouldHaveDone() {
        Breaker breaker = bound("inventory");
        breaker.metricsOnly();
        for (int call = 1; call <= 7; call++) {
            fail(breaker, new IllegalStateException());
        }

        assertThat(counter("circuitbreaker.rehearsal.openings")).isEqualTo(1);
        assertThat(counter("circuitbreaker.rehearsal.not.permitted.calls")).isEqualTo(3);
        assertThat(counter("circuitbreaker.openings")).isZero();
        assertThat(counter("circuitbreaker.not.permitted.calls")).isZero();
    }

    @Test
    void tellTheThresholdsThatAreInForce() {
        Breaker breaker = bound("inventory");
        assertThat(gauge("circuitbreaker.failure.rate.threshold")).isEqualTo(50);
        assertThat(gauge("circuitbreaker.slow.call.rate.threshold")).isEqualTo(100);

        breaker.reconfigure(
                config.toBuilder()
                        .failureRateThreshold(30)
                        .slowCallDurationThreshold(Duration.ZERO)
                        .build());

        assertThat(gauge("circuitbreaker.failure.rate.threshold")).isEqualTo(30);
        assertThat(gauge("circuitbreaker.slow.call.rate.threshold")).isNaN();
    }

    private double counter(String name, String... tags) {
        return meters.get(name).tags(tags).functionCounter().count();
    }

    @Test
    void ratesAreNotANumberUntilTheyAreKnown() {
        Breaker breaker = bound("inventory");
        fail(breaker, new IllegalStateException());
        assertThat(gauge("circuitbreaker.failure.rate")).isNaN();
        assertThat(gauge("circuitbreaker.slow.call.rate")).isNaN();

        succeedAfter(Duration.ofSeconds(1), time, breaker);
        succeed(breaker);
        succeed(breaker);

        assertThat(gauge("circuitbreaker.failure.rate")).isEqualTo(25);
        assertThat(gauge("circuitbreaker.slow.call.rate")).isEqualTo(25);
    }

    @Test
    void splitTheWindowByKind() {
        Breaker breaker = bound("inventory");
        succeedAfter(Duration.ofSeconds(1), time, breaker);
        succeed(breaker);
        fail(breaker, new IllegalStateException());

        assertThat(gauge("circuitbreaker.buffered.calls", "kind", "successful")).isEqualTo(2);
        assertThat(gauge("circuitbreaker.buffered.calls", "kind", "failed")).isEqualTo(1);
        assertThat(gauge("circuitbreaker.slow.calls", "kind", "successful")).isEqualTo(1);
        assertThat(gauge("circuitbreaker.slow.calls", "kind", "failed")).isZero();
    }

    @Test
    void goWithTheBreaker() {
        Breaker breaker = bound("inventory");
        breakers.breaker("payment");
        breaker.forceOpen();

        breakers.remove("inventory");
        breaker.disable(); // somebody still holds it

        assertThat(meters.getMeters())
                .isNotEmpty()
                .allSatisfy(meter -> assertThat(meter.getId().getTag("name")).isEqualTo("payment"));
    }

    @Test
    void areTheSuccessorsWhenABreakerIsReplaced() {
        Breaker first = bound("inventory");
        first.forceOpen();
        beRejected(first);
        int before = meters.getMeters().size() - 1; // that of the operator's transition

        breakers.remove("inventory");
        Breaker second = breakers.breaker("inventory");
        second.forceOpen();
        beRejected(second);
        beRejected(second);
        first.disable();

        assertThat(meters.getMeters()).hasSize(before + 1);
        assertThat(meters.get("circuitbreaker.not.permitted.calls").functionCounter().count())
                .isEqualTo(2);
        assertThat(transitions("closed", "forced_open")).isEqualTo(1);
    }

    @Test
    void areTheSameInTwoRegistries() {
        MeterRegistry other = new SimpleMeterRegistry();
        metrics.bindTo(other);
        Breaker breaker = bound("inventory");

        failUntilOpen(breaker, new IllegalStateException());

        assertThat(other.getMeters()).hasSameSizeAs(meters.getMeters());
        assertThat(
                        other.get("circuitbreaker.transitions")
                                .tags("from", "closed", "to", "open")
                                .counter()
                                .count())
                .isEqualTo(transitions("closed", "open"))
                .isEqualTo(1);
    }

    @Test
    void closedRegistryIsLeftAlone() {
        Breaker breaker = bound("inventory");
        int before = meters.getMeters().size();
        meters.close();

        breaker.forceOpen();
        Breaker late = breakers.breaker("late");
        succeedAfter(Duration.ofMillis(200), time, late);

        assertThat(meters.getMeters()).hasSize(before);
        assertThat(late.snapshot().totalSuccessfulTime()).isZero();
    }

    @Test
    void breakersDoNotKeepARegistryAlive() {
        breakers.breaker("inventory").forceOpen();
        WeakReference<MeterRegistry> forgotten = boundAndForgotten();

        await().until(
                        () -> {
                            System.gc();
                            return forgotten.get() == null;
                        });
        breakers.breaker("inventory").close();
    }

    private WeakReference<MeterRegistry> boundAndForgotten() {
        MeterRegistry registry = new SimpleMeterRegistry();
        metrics.bindTo(registry);
        breakers.breaker("inventory").disable();
        return new WeakReference<>(registry);
    }
}
