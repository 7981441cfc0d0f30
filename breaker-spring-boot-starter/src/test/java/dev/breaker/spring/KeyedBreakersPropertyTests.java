package dev.breaker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random calls of random keys against what must hold of any history. */
class KeyedBreakersPropertyTests {

    private static final int STEPS = 4_000;
    private static final Duration IDLE = Duration.ofMinutes(5);

    private final TestTime time = new TestTime();
    private final BreakerRegistry registry =
            BreakerRegistry.of(
                    BreakerConfig.builder()
                            .consecutiveFailuresThreshold(2)
                            .waitDurationInOpenState(Duration.ofMinutes(10))
                            .build(),
                    time);
    private final BreakerFamilies families =
            new BreakerFamilies(registry, new TestBreakers(registry), time);

    /** The naive model: who was asked for when, and what was called, in plain maps. */
    private final Map<String, Breaker> held = new HashMap<>();

    private final Map<String, Long> asked = new HashMap<>();
    private long calls;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void boundedNeverUnprotectedAndNothingIsLost(long seed) {
        Random random = new Random(seed);
        int most = 1 + random.nextInt(12);
        KeyedBreakers family = families.family("partner", "", new KeySettings(most, IDLE, false));
        CallTotals before = CallTotals.NONE;
        for (int step = 0; step < STEPS; step++) {
            act(family, random);
            assertThat(registry.all()).hasSizeLessThanOrEqualTo(most + 1);
            CallTotals after = family.totals();
            assertThat(after.max(before)).isEqualTo(after);
            before = after;
        }
        assertThat(before.successful() + before.failed() + before.notPermitted()).isEqualTo(calls);
    }

    private void act(KeyedBreakers family, Random random) {
        switch (random.nextInt(10)) {
            case 0 -> time.advance(Duration.ofSeconds(random.nextInt(200)));
            case 1 -> time.advance(Duration.ofSeconds(random.nextInt(5)));
            default -> call(family, "k" + (int) Math.abs(random.nextGaussian() * 10), random);
        }
    }

    private void call(KeyedBreakers family, String key, Random random) {
        Breaker earlier = held.get(key);
        boolean mustStay = earlier != null && mustStay(key, earlier);
        Breaker breaker = family.of(key);
        if (mustStay) {
            assertThat(breaker).isSameAs(earlier);
        }
        assertThat(breaker.name()).isIn("partner/" + key, "partner");
        if (breaker != family.own()) {
            held.put(key, breaker);
            asked.put(key, time.read());
        }
        settle(breaker, random);
    }

    /** It was asked for in the last minute, or is OPEN, or HALF_OPEN and not idle for long. */
    private boolean mustStay(String key, Breaker breaker) {
        long idle = time.read() - asked.get(key);
        return switch (breaker.state()) {
            case CLOSED -> idle < IdleKeys.YIELDS_AFTER.toNanos();
            case HALF_OPEN -> idle < IDLE.toNanos();
            default -> true;
        };
    }

    private void settle(Breaker breaker, Random random) {
        calls++;
        var permit = breaker.tryAcquire();
        if (permit != null && random.nextInt(3) == 0) {
            permit.failed(new IllegalStateException());
        } else if (permit != null) {
            permit.succeeded();
        }
    }
}
