package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What users of other breakers suffered in HALF_OPEN: one test for each complaint. */
class HalfOpenPitfallsTests {

    private static final Duration WAIT = Duration.ofSeconds(10);

    private final FakeTicker ticker = new FakeTicker();

    @Test
    void lateResultsOfClosedNeitherCloseNorReopenHalfOpen() {
        Breaker breaker = breaker(trippingAtOnce());
        List<Permit> late = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            late.add(breaker.acquire());
        }
        open(breaker);
        ticker.advance(WAIT);

        late.subList(0, 3).forEach(Permit::succeeded);
        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
        late.subList(3, 6).forEach(permit -> permit.failed(new IOException()));

        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
        assertThat(breaker.snapshot().bufferedCalls()).isZero();
    }

    static Stream<Throwable> whateverAProbeThrows() {
        return Stream.of(
                new OutOfMemoryError(),
                new CancellationException(),
                new InterruptedException(),
                new IllegalArgumentException("ignored by configuration"),
                new Throwable());
    }

    @ParameterizedTest
    @MethodSource("whateverAProbeThrows")
    void noProbeKeepsItsPlaceWhateverItThrows(Throwable thrown) {
        Breaker breaker =
                breaker(
                        trippingAtOnce()
                                .permittedNumberOfCallsInHalfOpenState(1)
                                .ignoreExceptions(IllegalArgumentException.class));
        open(breaker);
        ticker.advance(WAIT);

        assertThatThrownBy(() -> breaker.run(() -> Calls.raise(thrown))).isSameAs(thrown);
        ticker.advance(WAIT);
        breaker.run(() -> {});

        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void noProbeKeepsItsPlaceWhereItHangs() {
        Breaker breaker = breaker(trippingAtOnce().permittedNumberOfCallsInHalfOpenState(1));
        open(breaker);
        ticker.advance(WAIT);
        breaker.acquire();

        ticker.advance(Duration.ofSeconds(30).plus(WAIT));
        breaker.run(() -> {});

        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void releasingAPermitManyTimesMakesNoRoomForMoreProbes() {
        Breaker breaker = breaker(trippingAtOnce().permittedNumberOfCallsInHalfOpenState(2));
        Permit ofClosed = breaker.acquire();
        open(breaker);
        ticker.advance(WAIT);
        Permit probe = breaker.acquire();

        for (int i = 0; i < 10; i++) {
            probe.cancel();
            ofClosed.cancel();
        }

        assertThat(breaker.tryAcquire()).isNotNull();
        assertThat(breaker.tryAcquire()).isNotNull();
        assertThat(breaker.tryAcquire()).isNull();
    }

    @Test
    void halfOpenDoesNotWaitForTenProbesWhereFiveFailuresHaveDecidedIt() {
        Breaker breaker =
                breaker(
                        trippingAtOnce()
                                .minimumNumberOfCalls(1)
                                .permittedNumberOfCallsInHalfOpenState(10));
        open(breaker);
        ticker.advance(WAIT);

        Calls.fail(breaker, 5);

        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    @Test
    void halfOpenDoesNotDecideAfterTwoOfFiveBecauseAMinimumOfClosedIsTwo() {
        Breaker breaker =
                breaker(
                        trippingAtOnce()
                                .minimumNumberOfCalls(2)
                                .permittedNumberOfCallsInHalfOpenState(5));
        open(breaker);
        ticker.advance(WAIT);

        Calls.play("FS", breaker, ticker);

        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
    }

    /**
     * The time stands still, so that whoever sees HALF_OPEN has seen an OPEN without a deadline.
     */
    @Test
    void cancellationAndInterruptionNeitherFailNorCloseAHalfOpenBreaker() {
        Breaker breaker = breaker(trippingAtOnce().permittedNumberOfCallsInHalfOpenState(1));

        breaker.acquire().failed(new CancellationException());
        breaker.acquire().failed(new InterruptedException());
        assertThat(breaker.snapshot().totalFailedCalls()).isZero();
        breaker.halfOpen();
        breaker.acquire().failed(new CancellationException());
        breaker.acquire().failed(new ExecutionException(new InterruptedException()));

        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
    }

    @Test
    void openingOnAnOutcomeWorksWithAndWithoutAWaitOfItsOwn() {
        Breaker breaker =
                breaker(
                        trippingAtOnce()
                                .minimumNumberOfCalls(1)
                                .permittedNumberOfCallsInHalfOpenState(1)
                                .waitDurationFromFailure(
                                        thrown ->
                                                thrown instanceof IOException
                                                        ? Duration.ofSeconds(90)
                                                        : null));

        Calls.fail(breaker, new IOException("come back in 90 s"));
        assertThat(breaker.snapshot().timeToNextProbe()).hasSeconds(90);
        ticker.advance(Duration.ofSeconds(90));
        Calls.fail(breaker, new IllegalStateException("come back when you like"));

        assertThat(breaker.snapshot().timeToNextProbe()).isEqualTo(WAIT);
        ticker.advance(WAIT);
        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
    }

    private static BreakerConfig.Builder trippingAtOnce() {
        return BreakerConfig.builder()
                .slidingWindowType(WindowType.COUNT_BASED)
                .slidingWindowSize(2)
                .waitDurationInOpenState(WAIT);
    }

    private Breaker breaker(BreakerConfig.Builder settings) {
        return Breaker.of("inventory", settings.build(), ticker);
    }

    /** Fills the window with failures, as far as it lets them. */
    private static void open(Breaker breaker) {
        for (int i = 0; i < 2 && breaker.state() == State.CLOSED; i++) {
            Calls.fail(breaker, 1);
        }
        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    @Test
    void theFirstFailedProbeNamesTheRuleThatIsSet() {
        BreakerConfig config =
                BreakerConfig.builder()
                        .permittedNumberOfCallsInHalfOpenState(3)
                        .consecutiveFailuresThreshold(7)
                        .build();
        Breaker breaker = Breaker.of("b", config, new FakeTicker());
        RecordingListener listener = RecordingListener.on(breaker);
        breaker.halfOpen();

        breaker.acquire().failed(new BackendFailure("down"));

        assertThat(listener.transitions().get(1).reason())
                .contains("the consecutive-failures threshold (7)");
    }
}
