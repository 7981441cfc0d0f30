package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What happened to a breaker does not pile up in memory. */
class RetentionTests {

    private static final int MANY = 200;

    private final FakeTicker ticker = new FakeTicker();
    private final FakeAlarm alarm = new FakeAlarm();
    private final BreakerConfig config =
            BreakerConfig.builder()
                    .minimumNumberOfCalls(1)
                    .automaticTransitionFromOpenToHalfOpenEnabled(true)
                    .build();
    private final Breaker breaker = Breaker.of("b", config, ticker, alarm, () -> 0.5);

    private BreakerConfig config(int size) {
        return config.toBuilder()
                .slidingWindowType(WindowType.COUNT_BASED)
                .slidingWindowSize(1 + size)
                .build();
    }

    private void assertThatNothingIsLeft() {
        assertThat(Reachable.count(Phase.class, breaker)).isEqualTo(1);
        assertThat(Reachable.count(Window.class, breaker)).isLessThanOrEqualTo(1);
        assertThat(Reachable.count(Rules.class, breaker)).isEqualTo(1);
        assertThat(Reachable.count(Order.class, breaker)).isLessThanOrEqualTo(1);
        assertThat(Reachable.count(Past.class, breaker)).isEqualTo(1);
    }

    @Test
    void asSettingsAreReplaced() {
        for (int n = 0; n < MANY; n++) {
            breaker.reconfigure(config(n));
        }

        assertThatNothingIsLeft();
    }

    @Test
    void asSettingsAreReplacedDuringACall() {
        Permit underWay = breaker.acquire();

        for (int n = 0; n < MANY; n++) {
            breaker.reconfigure(config(n));
        }

        assertThatNothingIsLeft();
        assertThat(Reachable.count(Phase.class, underWay)).isEqualTo(2); // its own, the present
    }

    @Test
    void asTheStateChanges() {
        for (int n = 0; n < MANY; n++) {
            Calls.fail(breaker, 1);
            ticker.advance(Duration.ofMinutes(1));
            Calls.succeed(breaker, 3);
        }

        assertThat(breaker.snapshot().openings()).isEqualTo(MANY);
        assertThatNothingIsLeft();
    }

    @Test
    void asOrdersAreGiven() {
        for (int n = 0; n < MANY; n++) {
            breaker.forceOpen(Intervention.UNEXPLAINED.lasting(Duration.ofMinutes(10)));
            breaker.disable(Intervention.UNEXPLAINED.lasting(Duration.ofMinutes(10)));
            breaker.metricsOnly(Intervention.because("no. " + n));
            breaker.forceOpen(Intervention.because("no. " + n));
        }

        assertThatNothingIsLeft();
    }

    @Test
    void asRehearsalsBeginAndEnd() {
        for (int n = 0; n < MANY; n++) {
            breaker.rehearse(config(n));
        }
        assertThat(Reachable.count(Circuit.class, breaker)).isEqualTo(2);

        breaker.endRehearsal();

        assertThatNothingIsLeft();
    }

    @Test
    void inTheTimersOfStatesThatWereLeft() {
        for (int n = 0; n < MANY; n++) {
            Calls.fail(breaker, 1);
            breaker.forceOpen(Intervention.UNEXPLAINED.lasting(Duration.ofDays(7)));
            breaker.close();
        }

        assertThat(alarm.pending()).hasSize(2 * MANY);
        assertThat(Reachable.count(Phase.class, alarm)).isZero();
    }
}
