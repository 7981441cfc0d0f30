package dev.breaker.spring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.WindowType;
import dev.breaker.spring.BreakerFamilies;
import dev.breaker.spring.Calls;
import dev.breaker.spring.FallbackCounts;
import dev.breaker.spring.KeySettings;
import dev.breaker.spring.KeyedBreakers;
import dev.breaker.spring.TestBreakers;
import dev.breaker.spring.TestTime;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FamilyMetersTests {

    private static final Duration HOUR = Duration.ofHours(1);

    private final TestTime time = new TestTime();
    private final BreakerRegistry breakers =
            BreakerRegistry.of(
                    BreakerConfig.builder()
                            .slidingWindowType(WindowType.COUNT_BASED)
                            .slidingWindowSize(4)
                            .minimumNumberOfCalls(2)
                            .build(),
                    time);
    private final BreakerFamilies families =
            new BreakerFamilies(breakers, new TestBreakers(breakers), time);
    private final BreakerMetrics metrics =
            new BreakerMetrics(breakers, new FallbackCounts(), families);
    private final MeterRegistry meters = new SimpleMeterRegistry();

    private KeyedBreakers family(boolean metersPerKey) {
        return families.family("partner", "", new KeySettings(10, HOUR, metersPerKey));
    }

    private Set<String> names() {
        return meters.getMeters().stream()
                .map(Meter::getId)
                .map(id -> id.getTag("name"))
                .collect(Collectors.toSet());
    }

    private double gauge(String name, String... tags) {
        return meters.get(name).tag("name", "partner").tags(tags).gauge().value();
    }

    private double successful() {
        return meters.get("circuitbreaker.calls")
                .tags("name", "partner", "kind", "successful")
                .functionTimer()
                .count();
    }

    /** An hour in which somebody looks now and then. */
    private void idle(KeyedBreakers family) {
        for (int minute = 0; minute < 62; minute++) {
            time.advance(Duration.ofMinutes(1));
            family.keys();
        }
    }

    @Test
    void keysShareOneSetWhetherTheFamilyOrTheMetersComeFirst() {
        breakers.breaker("partner");
        metrics.bindTo(meters);
        KeyedBreakers family = family(false);
        Calls.succeed(family.of("acme"));

        assertThat(names()).containsExactly("partner");
        assertThat(successful()).isEqualTo(1);
        assertThat(gauge("circuitbreaker.keys")).isEqualTo(1);
        MeterRegistry later = new SimpleMeterRegistry();
        metrics.bindTo(later);
        assertThat(later.getMeters()).hasSameSizeAs(meters.getMeters());
    }

    @Test
    void countersNeverGoBackWhenKeysGo() {
        metrics.bindTo(meters);
        KeyedBreakers family = family(false);
        Calls.succeedAfter(Duration.ofSeconds(2), time, family.of("acme"));
        Calls.succeed(family.of("globex"));
        Calls.succeed(family.own());
        idle(family);
        Calls.succeed(family.of("acme"));

        assertThat(successful()).isEqualTo(4);
        assertThat(
                        meters.get("circuitbreaker.calls")
                                .tags("name", "partner", "kind", "successful")
                                .functionTimer()
                                .totalTime(TimeUnit.SECONDS))
                .isEqualTo(2);
        assertThat(gauge("circuitbreaker.keys")).isEqualTo(1);
    }

    @Test
    void gaugesShowTheWorstKeyAndSums() {
        metrics.bindTo(meters);
        KeyedBreakers family = family(false);
        Calls.failUntilOpen(family.of("acme"), new IllegalStateException());
        Calls.succeed(family.of("globex"));
        Calls.succeed(family.of("globex"));

        assertThat(gauge("circuitbreaker.failure.rate")).isEqualTo(100);
        assertThat(gauge("circuitbreaker.state", "state", "open")).isEqualTo(1);
        assertThat(gauge("circuitbreaker.state", "state", "closed")).isEqualTo(1);
        assertThat(gauge("circuitbreaker.state", "state", "disabled")).isZero();
        assertThat(gauge("circuitbreaker.buffered.calls", "kind", "failed")).isEqualTo(2);
        assertThat(gauge("circuitbreaker.buffered.calls", "kind", "successful")).isEqualTo(2);
        assertThat(transitions("closed", "open")).isEqualTo(1);
    }

    private double transitions(String from, String to) {
        return meters.get("circuitbreaker.transitions")
                .tags("name", "partner", "from", from, "to", to)
                .counter()
                .count();
    }

    @Test
    void theCourseIsTheSumOverKeysAndNeverGoesBack() {
        metrics.bindTo(meters);
        KeyedBreakers family = family(false);
        Calls.failUntilOpen(family.of("acme"), new IllegalStateException());
        Calls.failUntilOpen(family.of("globex"), new IllegalStateException());
        family.of("initech").acquire();
        family.of("acme").reset(); // or it would not go
        family.of("globex").reset();
        assertThat(counter("circuitbreaker.openings")).isEqualTo(2);
        assertThat(gauge("circuitbreaker.inflight.calls")).isEqualTo(1);
        time.advance(Duration.ofSeconds(1));
        assertThat(counter("circuitbreaker.state.time", "state", "closed")).isEqualTo(4);

        idle(family);

        assertThat(gauge("circuitbreaker.keys")).isZero();
        assertThat(counter("circuitbreaker.openings")).isEqualTo(2);
        assertThat(counter("circuitbreaker.state.time", "state", "closed")).isGreaterThan(4);
    }

    private double counter(String name, String... tags) {
        return meters.get(name).tag("name", "partner").tags(tags).functionCounter().count();
    }

    @Test
    void ratesAreUnknownAsLongAsNoKeyKnowsIts() {
        metrics.bindTo(meters);
        Calls.succeed(family(false).of("acme"));

        assertThat(gauge("circuitbreaker.failure.rate")).isNaN();
    }

    @Test
    void oneSetPerKeyGoesWithItsKey() {
        metrics.bindTo(meters);
        KeyedBreakers family = family(true);
        Calls.succeed(family.of("acme"));

        assertThat(names()).containsExactlyInAnyOrder("partner", "partner/acme");
        assertThat(successful()).isZero();
        idle(family);
        assertThat(names()).containsExactly("partner");
    }

    @Test
    void nothingIsLeftBehindWhenTheApplicationEnds() {
        metrics.bindTo(meters);
        KeyedBreakers family = family(false);
        Breaker acme = family.of("acme");
        acme.disable();
        acme.forceOpen();
        metrics.close();
        acme.close();
        family.of("globex").disable();

        assertThat(meters.getMeters()).isEmpty();
    }

    @Test
    void aKeyOfManyCostsNoMeters() {
        metrics.bindTo(meters);
        KeyedBreakers family = family(false);
        family.of("acme");
        int one = meters.getMeters().size();
        for (int key = 0; key < 100; key++) {
            family.of(key);
        }

        assertThat(meters.getMeters()).hasSize(one);
    }
}
