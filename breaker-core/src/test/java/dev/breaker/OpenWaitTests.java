package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long OPEN lasts: backoff, jitter, and what a failure itself asks for. */
class OpenWaitTests {

    private static final Duration WAIT = Duration.ofSeconds(10);

    private final FakeTicker ticker = new FakeTicker();
    private double random = 0.5;

    @Nested
    class Backoff {

        @Test
        void growsWithEachReopeningUpToTheCap() {
            Breaker breaker =
                    open(
                            settings()
                                    .enableExponentialBackoff(true)
                                    .exponentialBackoffMultiplier(3)
                                    .exponentialMaxWaitDurationInOpenState(
                                            Duration.ofSeconds(100)));

            assertThat(waitOf(breaker)).hasSeconds(10);
            assertThat(waitAfterFailedProbe(breaker)).hasSeconds(30);
            assertThat(waitAfterFailedProbe(breaker)).hasSeconds(90);
            assertThat(waitAfterFailedProbe(breaker)).hasSeconds(100);
            assertThat(waitAfterFailedProbe(breaker)).hasSeconds(100);
        }

        @Test
        void doesNotOverflowHoweverOftenItReopens() {
            Breaker breaker = open(settings().enableExponentialBackoff(true));

            for (int i = 0; i < 2_000; i++) {
                waitAfterFailedProbe(breaker);
            }

            assertThat(waitOf(breaker)).isEqualTo(Duration.ofMinutes(10));
        }

        @Test
        void beginsAnewOnceTheBreakerHasClosed() {
            Breaker breaker = open(settings().enableExponentialBackoff(true));
            assertThat(waitAfterFailedProbe(breaker)).hasSeconds(20);

            ticker.advance(waitOf(breaker));
            Calls.succeed(breaker, 1);
            Calls.fail(breaker, 1);

            assertThat(waitOf(breaker)).hasSeconds(10);
        }

        @Test
        void doesNotCountThatAnOperatorForcedItOpen() {
            Breaker breaker = open(settings().enableExponentialBackoff(true));
            breaker.forceOpen();
            breaker.halfOpen();

            Calls.fail(breaker, 1);

            assertThat(waitOf(breaker)).hasSeconds(20);
        }

        @Test
        void beginsWithTheFirstTripWhereAnOperatorForcedItOpenBefore() {
            Breaker breaker = breaker(settings().enableExponentialBackoff(true));
            breaker.forceOpen();
            breaker.halfOpen();

            Calls.fail(breaker, 1);

            assertThat(waitOf(breaker)).hasSeconds(10);
        }

        @Test
        void isOffByDefault() {
            Breaker breaker = open(settings());

            assertThat(waitAfterFailedProbe(breaker)).isEqualTo(WAIT);
            assertThat(waitAfterFailedProbe(breaker)).isEqualTo(WAIT);
        }
    }

    @Nested
    class Jitter {

        @ParameterizedTest
        @CsvSource({
            "0.5, 0, 5000",
            "0.5, 0.5, 10000",
            "0.5, 0.9, 14000",
            "0.1, 0, 9000",
            "0, 0, 10000"
        })
        void spreadsTheWaitByTheFactorUpAndDown(double factor, double drawn, long millis) {
            random = drawn;

            Breaker breaker =
                    open(settings().enableRandomizedWait(true).randomizedWaitFactor(factor));

            assertThat(waitOf(breaker)).isEqualTo(Duration.ofMillis(millis));
        }

        @Test
        void isOffByDefault() {
            random = 0;

            assertThat(waitOf(open(settings()))).isEqualTo(WAIT);
        }

        @Test
        void isAddedToTheBackoffButNeverAboveItsCap() {
            random = 0.9;
            Breaker breaker =
                    open(
                            settings()
                                    .enableRandomizedWait(true)
                                    .enableExponentialBackoff(true)
                                    .exponentialMaxWaitDurationInOpenState(Duration.ofSeconds(25)));

            assertThat(waitOf(breaker)).hasSeconds(14);
            assertThat(waitAfterFailedProbe(breaker)).hasSeconds(25);
        }
    }

    @Nested
    class WaitOfTheFailure {

        @Test
        void isUsedInsteadOfTheConfiguredOne() {
            assertThat(waitAfter(thrown -> Duration.ofSeconds(90))).hasSeconds(90);
        }

        @Test
        void isReadFromTheUnwrappedException() {
            Breaker breaker =
                    breaker(
                            settings()
                                    .waitDurationFromFailure(
                                            thrown ->
                                                    thrown instanceof IOException
                                                            ? Duration.ofSeconds(90)
                                                            : null));

            Calls.fail(breaker, new CompletionException(new IOException("retry after 90 s")));

            assertThat(waitOf(breaker)).hasSeconds(90);
        }

        @Test
        void isCapped() {
            assertThat(waitAfter(thrown -> Duration.ofDays(365_000)))
                    .isEqualTo(Duration.ofMinutes(10));
        }

        @Test
        void isTheConfiguredOneWhereTheFailureHasNone() {
            assertThat(waitAfter(thrown -> null)).isEqualTo(WAIT);
        }

        @Test
        void isTheConfiguredOneWhereTheReaderThrows() {
            assertThat(
                            waitAfter(
                                    thrown -> {
                                        throw new NumberFormatException("soon");
                                    }))
                    .isEqualTo(WAIT);
        }

        @Test
        void isZeroWhereItIsNegative() {
            Breaker breaker =
                    breaker(settings().waitDurationFromFailure(thrown -> Duration.ofSeconds(-1)));
            RecordingListener listener = RecordingListener.on(breaker);

            Calls.fail(breaker, 1);

            assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
            assertThat(listener.transitions().get(1).openFor()).isZero();
        }

        @Test
        void isNotReadFromAnExceptionThatCountsAsSuccess() {
            Breaker breaker =
                    breaker(
                            settings()
                                    .minimumNumberOfCalls(2)
                                    .recordExceptions(IllegalStateException.class)
                                    .waitDurationFromFailure(thrown -> Duration.ofSeconds(90)));

            Calls.fail(breaker, 1);
            Calls.fail(breaker, new IOException("no failure, but the call that trips"));

            assertThat(waitOf(breaker)).isEqualTo(WAIT);
        }

        @Test
        void isNotRandomized() {
            random = 0;

            Breaker breaker =
                    open(
                            settings()
                                    .enableRandomizedWait(true)
                                    .waitDurationFromFailure(thrown -> Duration.ofSeconds(90)));

            assertThat(waitOf(breaker)).hasSeconds(90);
        }

        @Test
        void isUsedWhereAProbeReopensToo() {
            Breaker breaker =
                    open(
                            settings()
                                    .waitDurationFromFailure(
                                            thrown ->
                                                    thrown instanceof IOException
                                                            ? Duration.ofSeconds(90)
                                                            : null));

            ticker.advance(WAIT);
            Calls.fail(breaker, new IOException("retry after 90 s"));

            assertThat(waitOf(breaker)).hasSeconds(90);
        }

        /** The reader runs between the verdict on the probe and the transition. */
        @Test
        void isKeptWhereSomebodyElseLooksFirst() {
            AtomicReference<Runnable> look = new AtomicReference<>(() -> {});
            Breaker breaker =
                    open(
                            settings()
                                    .waitDurationFromFailure(
                                            thrown -> {
                                                look.getAndSet(() -> {}).run();
                                                return Duration.ofSeconds(90);
                                            }));
            breaker.halfOpen();

            look.set(breaker::state);
            Calls.fail(breaker, 1);

            assertThat(waitOf(breaker)).hasSeconds(90);
        }

        @Test
        void isAskedForOnceByAReaderThatLooksAtItsBreaker() {
            AtomicReference<Breaker> watched = new AtomicReference<>();
            List<State> seen = new ArrayList<>();
            Breaker breaker =
                    breaker(
                            settings()
                                    .initialState(State.HALF_OPEN)
                                    .waitDurationFromFailure(
                                            thrown -> {
                                                seen.add(watched.get().state());
                                                return Duration.ofSeconds(90);
                                            }));
            watched.set(breaker);

            Calls.fail(breaker, 1);

            assertThat(waitOf(breaker)).hasSeconds(90);
            assertThat(seen).containsExactly(State.HALF_OPEN);
        }

        private Duration waitAfter(Function<Throwable, Duration> reader) {
            Breaker breaker = open(settings().waitDurationFromFailure(reader));
            return waitOf(breaker);
        }
    }

    /** Trips at the first failure, and decides HALF_OPEN by one probe. */
    private static BreakerConfig.Builder settings() {
        return BreakerConfig.builder()
                .minimumNumberOfCalls(1)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitDurationInOpenState(WAIT);
    }

    private Breaker breaker(BreakerConfig.Builder settings) {
        return Breaker.of("inventory", settings.build(), ticker, new FakeAlarm(), () -> random);
    }

    private Breaker open(BreakerConfig.Builder settings) {
        Breaker breaker = breaker(settings);
        Calls.fail(breaker, 1);
        return breaker;
    }

    private static Duration waitOf(Breaker breaker) {
        return breaker.snapshot().timeToNextProbe();
    }

    private Duration waitAfterFailedProbe(Breaker breaker) {
        ticker.advance(waitOf(breaker));
        Calls.fail(breaker, 1);
        return waitOf(breaker);
    }
}
