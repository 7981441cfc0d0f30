package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The clock is most of what a closed call costs: it is read only where somebody needs to know. */
class ClockReadingTests {

    private final AtomicInteger readings = new AtomicInteger();

    private final Ticker counting = () -> readings.incrementAndGet();

    private static final BreakerListener OF_TRANSITIONS_AND_REJECTIONS =
            new BreakerListener() {
                @Override
                public void onTransition(StateTransition transition) {}

                @Override
                public void onNotPermitted(Rejection rejection) {}
            };

    private static final BreakerListener OF_OUTCOMES =
            new BreakerListener() {
                @Override
                public void onOutcome(CallOutcome outcome) {}
            };

    static Stream<Arguments> breakers() {
        return Stream.of(
                argumentSet("count window", 0, countWindow(), listening(b -> {})),
                argumentSet("time window", 1, timeWindow(), listening(b -> {})),
                argumentSet("count window, slow rule", 2, slow(countWindow()), listening(b -> {})),
                argumentSet("time window, slow rule", 2, slow(timeWindow()), listening(b -> {})),
                argumentSet(
                        "listener that does not hear outcomes",
                        0,
                        countWindow(),
                        listening(b -> b.addListener(OF_TRANSITIONS_AND_REJECTIONS))),
                argumentSet(
                        "listener of outcomes",
                        2,
                        countWindow(),
                        listening(b -> b.addListener(OF_OUTCOMES))),
                argumentSet(
                        "listener of outcomes that has gone",
                        0,
                        countWindow(),
                        listening(
                                b -> {
                                    b.addListener(OF_OUTCOMES);
                                    b.removeListener(OF_OUTCOMES);
                                })),
                argumentSet(
                        "one of two listeners of outcomes that has gone",
                        2,
                        countWindow(),
                        listening(
                                b -> {
                                    b.addListener(OF_OUTCOMES);
                                    b.addListener(OF_OUTCOMES);
                                    b.removeListener(OF_OUTCOMES);
                                })),
                argumentSet(
                        "durations measured",
                        2,
                        countWindow(),
                        listening(Breaker::measureDurations)),
                argumentSet(
                        "durations measured, listener gone",
                        2,
                        countWindow(),
                        listening(
                                b -> {
                                    b.measureDurations();
                                    b.removeListener(OF_OUTCOMES);
                                })),
                argumentSet("disabled", 0, timeWindow(), listening(Breaker::disable)));
    }

    @ParameterizedTest
    @MethodSource("breakers")
    void perSuccess(int expected, BreakerConfig.Builder settings, Consumer<Breaker> listening) {
        Breaker breaker = breaker(settings, listening);

        assertThat(readingsOf(() -> breaker.call(() -> "reply"))).isEqualTo(expected);
        assertThat(readingsOf(() -> breaker.run(() -> {}))).isEqualTo(expected);
        assertThat(readingsOf(() -> breaker.acquire().succeeded())).isEqualTo(expected);
        assertThat(readingsOf(() -> breaker.tryAcquire().completed("reply"))).isEqualTo(expected);
        assertThat(
                        readingsOf(
                                () ->
                                        breaker.callAsync(
                                                () -> CompletableFuture.completedStage("reply"))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("breakers")
    void perFailure(int expected, BreakerConfig.Builder settings, Consumer<Breaker> listening) {
        Breaker breaker = breaker(settings, listening);

        assertThat(readingsOf(() -> breaker.acquire().failed(new IOException())))
                .isEqualTo(expected);
    }

    /** An ignored call enters no window, so that it never needs the time for that. */
    @ParameterizedTest
    @MethodSource("breakers")
    void perIgnoredCall(int expected, BreakerConfig.Builder settings, Consumer<Breaker> listening) {
        Breaker breaker = breaker(settings, listening);

        assertThat(readingsOf(() -> breaker.acquire().failed(new CancellationException())))
                .isEqualTo(expected == 1 ? 0 : expected);
        assertThat(readingsOf(() -> breaker.acquire().cancel()))
                .isEqualTo(expected == 1 ? 0 : expected);
    }

    /** The end of a call is noted before the user's code says what it counts as. */
    @Test
    void thatEndsACallComesBeforeThePredicates() {
        FakeTicker ticker = new FakeTicker();
        Duration slow = Duration.ofSeconds(1);
        BreakerConfig config =
                countWindow()
                        .slowCallDurationThreshold(slow)
                        .ignoreExceptionPredicate(thrown -> passes(slow, ticker))
                        .recordResult(result -> passes(slow, ticker))
                        .build();
        Breaker breaker = Breaker.of("inventory", config, ticker);

        breaker.call(() -> "reply");
        breaker.acquire().failed(new IOException());

        assertThat(breaker.snapshot().totalSlowCalls()).isZero();
        assertThat(breaker.snapshot().bufferedCalls()).isEqualTo(2);
    }

    private static boolean passes(Duration time, FakeTicker ticker) {
        ticker.advance(time);
        return false;
    }

    private Breaker breaker(BreakerConfig.Builder settings, Consumer<Breaker> listening) {
        Breaker breaker = Breaker.of("inventory", settings.build(), counting);
        listening.accept(breaker);
        return breaker;
    }

    private int readingsOf(Runnable call) {
        int before = readings.get();
        call.run();
        return readings.get() - before;
    }

    private static BreakerConfig.Builder countWindow() {
        return BreakerConfig.builder()
                .slidingWindowType(WindowType.COUNT_BASED)
                .slidingWindowSize(100);
    }

    private static BreakerConfig.Builder timeWindow() {
        return BreakerConfig.builder();
    }

    private static BreakerConfig.Builder slow(BreakerConfig.Builder settings) {
        return settings.slowCallDurationThreshold(Duration.ofSeconds(1));
    }

    private static Consumer<Breaker> listening(Consumer<Breaker> how) {
        return how;
    }
}
