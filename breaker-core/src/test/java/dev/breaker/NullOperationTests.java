package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class NullOperationTests {

    private final Breaker breaker = Breaker.of("backend", BreakerConfig.builder().build());

    @Test
    @SuppressWarnings("NullAway")
    void anOperationThatIsNullIsNoFailureOfTheBackend() {
        assertThatNullPointerException().isThrownBy(() -> breaker.call(null)).withMessage("call");
        assertThatNullPointerException().isThrownBy(() -> breaker.run(null)).withMessage("action");
        assertThatNullPointerException()
                .isThrownBy(() -> breaker.callAsync(null))
                .withMessage("call");

        assertThat(breaker.snapshot().totalFailedCalls()).isZero();
    }

    @Test
    void aNegativeDurationBeyondTheRangeIsNotTheLongestWait() {
        assertThat(Nanos.of(Duration.ofSeconds(Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
        assertThat(Nanos.of(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
    }
}
