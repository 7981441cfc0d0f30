package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FakeTickerTests {

    private final FakeTicker ticker = new FakeTicker();

    @Test
    void startsJustBeforeTheOverflowOfALong() {
        long before = ticker.read();

        ticker.advance(Duration.ofNanos(10));

        assertThat(ticker.read()).isLessThan(before);
        assertThat(ticker.read() - before).isEqualTo(10);
    }

    @Test
    void drivesABreaker() {
        FakeAlarm alarm = new FakeAlarm();
        BreakerConfig config =
                BreakerConfig.builder()
                        .automaticTransitionFromOpenToHalfOpenEnabled(true)
                        .consecutiveFailuresThreshold(1)
                        .waitDurationInOpenState(Duration.ofSeconds(7))
                        .build();
        Breaker breaker = Breaker.of("b", config, ticker, alarm, () -> 0.5);
        RecordingListener listener = RecordingListener.on(breaker);

        breaker.acquire().failed(new IllegalStateException());
        ticker.advance(Duration.ofSeconds(7));
        alarm.ring();

        assertThat(listener.moves()).containsExactly("CLOSED -> OPEN", "OPEN -> HALF_OPEN");
        assertThat(listener.outcomes()).hasSize(1);
        assertThat(alarm.pending()).isEmpty();
    }
}
