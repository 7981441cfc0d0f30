package dev.breaker.spring.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.State;
import dev.breaker.spring.BreakerSummary;
import dev.breaker.spring.FallbackOn;
import dev.breaker.spring.StarterSettings;
import dev.breaker.spring.TestBreakers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.health.contributor.Status;

class BreakerHealthIndicatorTests {

    private static final StarterSettings MAY_FAIL =
            new StarterSettings(FallbackOn.FAILURE, 100, true, true);
    private static final StarterSettings HIDDEN =
            new StarterSettings(FallbackOn.FAILURE, 100, false, true);

    private final BreakerRegistry registry = BreakerRegistry.of(BreakerConfig.builder().build());
    private final TestBreakers settings =
            new TestBreakers(registry).with("mayFail", MAY_FAIL).with("hidden", HIDDEN);
    private final BreakerHealthIndicator indicator = new BreakerHealthIndicator(registry, settings);

    private Breaker in(State state, String name) {
        return registry.breaker(name, BreakerConfig.builder().initialState(state).build());
    }

    @ParameterizedTest
    @EnumSource
    void breakerDoesNotMakeTheApplicationDown(State state) {
        in(state, "inventory");

        assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
    }

    @ParameterizedTest
    @EnumSource
    void breakerThatMayFailMakesItDownWhileItKeepsCallsAway(State state) {
        in(State.CLOSED, "a");
        in(state, "mayFail");
        in(State.CLOSED, "z");

        Status expected =
                switch (state) {
                    case OPEN, FORCED_OPEN -> Status.DOWN;
                    case CLOSED, HALF_OPEN, DISABLED, METRICS_ONLY -> Status.UP;
                };
        assertThat(indicator.health().getStatus()).isEqualTo(expected);
    }

    @Test
    void hiddenBreakerIsNeitherShownNorJudged() {
        in(State.OPEN, "hidden");

        assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
        assertThat(indicator.health().getDetails()).isEmpty();
    }

    @Test
    void showsEachBreakerInDetailInTheOrderOfTheNames() {
        in(State.OPEN, "payment");
        in(State.CLOSED, "inventory");

        assertThat(indicator.health().getDetails().keySet())
                .containsExactly("inventory", "payment");
        assertThat(indicator.health().getDetails().get("payment"))
                .isInstanceOfSatisfying(
                        BreakerSummary.class,
                        status -> assertThat(status.state()).isEqualTo(State.OPEN));
    }

    @Test
    void showsBreakersThatComeLater() {
        assertThat(indicator.health().getDetails()).isEmpty();

        registry.breaker("late");

        assertThat(indicator.health().getDetails()).containsOnlyKeys("late");
    }
}
