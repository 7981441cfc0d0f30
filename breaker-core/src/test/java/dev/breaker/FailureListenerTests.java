package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FailureListenerTests {

    private final AtomicInteger clockReadings = new AtomicInteger();
    private final FakeTicker ticker = new FakeTicker();
    private final List<CallOutcome> heard = new ArrayList<>();
    private final BreakerListener ofFailures =
            new BreakerListener() {
                @Override
                public void onFailure(CallOutcome failure) {
                    heard.add(failure);
                }
            };

    private Breaker breaker(BreakerConfig.Builder config) {
        return Breaker.of("inventory", config.build(), this::countedReading);
    }

    private long countedReading() {
        clockReadings.incrementAndGet();
        return ticker.read();
    }

    private static BreakerConfig.Builder countBased() {
        return BreakerConfig.builder()
                .slidingWindowType(WindowType.COUNT_BASED)
                .slidingWindowSize(10);
    }

    private static void fail(Breaker breaker, Throwable with) {
        assertThatThrownBy(() -> breaker.run(() -> doThrow(with))).isSameAs(with);
    }

    private static void doThrow(Throwable thrown) throws Throwable {
        throw thrown;
    }

    @Test
    void hearsFailuresAndNothingElse() {
        Breaker breaker = breaker(countBased().ignoreExceptions(IllegalStateException.class));
        breaker.addListener(ofFailures);
        IOException failure = new IOException("boom");

        breaker.call(() -> "fine");
        fail(breaker, new IllegalStateException());
        fail(breaker, failure);

        assertThat(heard)
                .containsExactly(new CallOutcome("inventory", Outcome.FAILURE, null, failure));
    }

    @Test
    void hearsSlowFailuresWithTheirDuration() {
        Breaker breaker = breaker(countBased().slowCallDurationThreshold(Duration.ofSeconds(1)));
        breaker.addListener(ofFailures);
        IOException failure = new IOException("boom");

        assertThatThrownBy(
                        () ->
                                breaker.run(
                                        () -> {
                                            ticker.advance(Duration.ofSeconds(2));
                                            throw failure;
                                        }))
                .isSameAs(failure);

        assertThat(heard)
                .containsExactly(
                        new CallOutcome(
                                "inventory", Outcome.SLOW_FAILURE, Duration.ofSeconds(2), failure));
    }

    @Test
    void doesNotMakeTheBreakerReadItsClock() {
        Breaker breaker = breaker(countBased());
        breaker.addListener(ofFailures);
        clockReadings.set(0);

        breaker.call(() -> "fine");

        assertThat(clockReadings).hasValue(0);
    }

    @Test
    void hearsNothingOnceItIsRemoved() {
        Breaker breaker = breaker(countBased());
        breaker.addListener(ofFailures);
        breaker.removeListener(ofFailures);

        fail(breaker, new IOException());

        assertThat(heard).isEmpty();
    }
}
