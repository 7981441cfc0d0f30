package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotTests {

    private static final Duration SLOW = Duration.ofSeconds(1);

    private final FakeTicker ticker = new FakeTicker();

    @Test
    void doesNotChangeAfterwards() {
        Breaker breaker = breaker(BreakerConfig.builder());
        Snapshot before = breaker.snapshot();

        Calls.play("SFi", breaker, ticker);
        breaker.forceOpen();

        assertThat(before.state()).isEqualTo(State.CLOSED);
        assertThat(before.bufferedCalls()).isZero();
        assertThat(before.totalSuccessfulCalls()).isZero();
        assertThat(before.lastFailure()).isNull();
    }

    @Test
    void isEqualToAnotherOfTheSameMoment() {
        Breaker breaker = breaker(BreakerConfig.builder());

        assertThat(breaker.snapshot()).isEqualTo(breaker.snapshot());
    }

    @Nested
    class WindowFigures {

        private final Breaker breaker =
                breaker(
                        BreakerConfig.builder()
                                .slowCallDurationThreshold(SLOW)
                                .failureRateThreshold(60));

        @Test
        void tellsAllKindsOfCallsApart() {
            Calls.play("SSSSsFFfffi", breaker, ticker);

            Snapshot snapshot = breaker.snapshot();
            assertThat(snapshot.bufferedCalls()).isEqualTo(10);
            assertThat(snapshot.failedCalls()).isEqualTo(5);
            assertThat(snapshot.slowCalls()).isEqualTo(4);
            assertThat(snapshot.slowFailedCalls()).isEqualTo(3);
            assertThat(snapshot.failureRate()).isEqualTo(50);
            assertThat(snapshot.slowCallRate()).isEqualTo(40);
        }

        @Test
        void forgetsWhatIsOlderThanItself() {
            Calls.play("SSFf", breaker, ticker);

            ticker.advance(Duration.ofSeconds(31));

            Snapshot snapshot = breaker.snapshot();
            assertThat(snapshot.bufferedCalls()).isZero();
            assertThat(snapshot.failedCalls()).isZero();
            assertThat(snapshot.slowCalls()).isZero();
            assertThat(snapshot.slowFailedCalls()).isZero();
        }

        @Test
        void holdsExactlyTheLastCallsWhereItCountsCalls() {
            Breaker lastFour =
                    breaker(
                            BreakerConfig.builder()
                                    .slidingWindowType(WindowType.COUNT_BASED)
                                    .slidingWindowSize(4)
                                    .failureRateThreshold(100));

            Calls.play("FFSSFS", lastFour, ticker);

            assertThat(lastFour.snapshot().bufferedCalls()).isEqualTo(4);
            assertThat(lastFour.snapshot().failedCalls()).isOne();
            assertThat(lastFour.snapshot().failureRate()).isEqualTo(25);
        }
    }

    @Nested
    class Rates {

        @ParameterizedTest
        @CsvSource({"SSSSFFFFF, NaN", "SSSSSSFFFF, 40", "SSSSSSSSSS, 0"})
        void areUnknownBelowTheMinimum(String calls, Double failureRate) {
            Breaker breaker = breaker(BreakerConfig.builder().slowCallDurationThreshold(SLOW));

            Calls.play(calls, breaker, ticker);

            assertThat(breaker.snapshot().failureRate()).isEqualTo(failureRate);
            assertThat(breaker.snapshot().slowCallRate())
                    .isEqualTo(failureRate.isNaN() ? failureRate : Double.valueOf(0));
        }

        @Test
        void areUnknownForSlowCallsWhereTheseAreNotJudged() {
            Breaker breaker = breaker(BreakerConfig.builder());

            Calls.play("SSSSSSSSSS", breaker, ticker);

            assertThat(breaker.snapshot().slowCallRate()).isNaN();
        }

        @Test
        void areKnownFromTheFirstProbeOn() {
            Breaker breaker = breaker(BreakerConfig.builder());
            breaker.halfOpen();
            assertThat(breaker.snapshot().failureRate()).isNaN();

            Calls.fail(breaker, 1);

            assertThat(breaker.snapshot().failureRate()).isEqualTo(100);
        }
    }

    @Nested
    class LifetimeTotals {

        private final Breaker breaker =
                breaker(
                        BreakerConfig.builder()
                                .slowCallDurationThreshold(SLOW)
                                .failureCountThreshold(3));

        @Test
        void outliveEveryChangeOfState() {
            Calls.play("SsfFF", breaker, ticker);
            assertThat(breaker.state()).isEqualTo(State.OPEN);
            breaker.tryAcquire();
            ticker.advance(Duration.ofSeconds(30));
            Calls.play("iSSS", breaker, ticker);
            breaker.disable();
            Calls.play("f", breaker, ticker);
            breaker.forceOpen();
            breaker.tryAcquire();
            breaker.reset();

            Snapshot snapshot = breaker.snapshot();
            assertThat(snapshot.totalSuccessfulCalls()).isEqualTo(5);
            assertThat(snapshot.totalFailedCalls()).isEqualTo(4);
            assertThat(snapshot.totalIgnoredCalls()).isOne();
            assertThat(snapshot.totalSlowCalls()).isEqualTo(3);
            assertThat(snapshot.notPermittedCalls()).isEqualTo(2);
        }

        @Test
        void haveNoTimesUntilSomebodyAsksForThem() {
            Calls.play("sf", breaker, ticker);

            assertThat(breaker.snapshot().totalSuccessfulTime()).isZero();
            assertThat(breaker.snapshot().totalFailedTime()).isZero();
        }

        @Test
        void addUpTimesFromThenOn() {
            breaker.measureDurations();

            Calls.play("ssfS", breaker, ticker);
            Permit cancelled = breaker.acquire();
            ticker.advance(Duration.ofMillis(300));
            cancelled.failed(new CancellationException());

            Snapshot snapshot = breaker.snapshot();
            assertThat(snapshot.totalSuccessfulTime()).hasSeconds(2);
            assertThat(snapshot.totalFailedTime()).hasSeconds(1);
            assertThat(snapshot.totalIgnoredTime()).hasMillis(300);
        }
    }

    @Nested
    class ConsecutiveCalls {

        @ParameterizedTest
        @CsvSource({"SSS, 3, 0", "SSF, 0, 1", "FFS, 1, 0", "SFiF, 0, 2", "FSSiS, 3, 0", "i, 0, 0"})
        void endWithTheNextOfTheOtherKind(String calls, long successes, long failures) {
            Breaker breaker = breaker(BreakerConfig.builder());

            Calls.play(calls, breaker, ticker);

            assertThat(breaker.snapshot().consecutiveSuccesses()).isEqualTo(successes);
            assertThat(breaker.snapshot().consecutiveFailures()).isEqualTo(failures);
        }
    }

    @Nested
    class LastFailure {

        @Test
        void tellsTypeMessageAndTime() {
            Breaker breaker = breaker(BreakerConfig.builder());

            Calls.fail(breaker, new IOException("refused"));
            Calls.succeed(breaker, 1);

            Failure last = breaker.snapshot().lastFailure();
            assertThat(last.type()).isEqualTo("java.io.IOException");
            assertThat(last.message()).isEqualTo("refused");
            assertThat(last.at()).isCloseTo(Instant.now(), within(10, ChronoUnit.SECONDS));
        }

        @Test
        void isKeptThroughTransitions() {
            Breaker breaker = breaker(BreakerConfig.builder());
            Calls.fail(breaker, new IOException("refused"));

            breaker.forceOpen();
            breaker.close();

            assertThat(breaker.snapshot().lastFailure().message()).isEqualTo("refused");
        }

        @Test
        void isNoneOfThoseIgnored() {
            Breaker breaker = breaker(BreakerConfig.builder().ignoreExceptions(IOException.class));

            Calls.fail(breaker, new IOException("refused"));

            assertThat(breaker.snapshot().lastFailure()).isNull();
        }
    }

    @Nested
    class Time {

        @Test
        void ofEntryIsLabelledByTheWallClock() {
            Instant before = Instant.now();
            Breaker breaker = breaker(BreakerConfig.builder());

            breaker.forceOpen();

            assertThat(breaker.snapshot().since()).isBetween(before, Instant.now());
        }

        @Test
        void toTheNextProbeIsKnownOnlyWhereOneIsDue() {
            Breaker breaker = breaker(BreakerConfig.builder().failureCountThreshold(1));
            assertThat(breaker.snapshot().timeToNextProbe()).isNull();

            Calls.fail(breaker, 1);
            assertThat(breaker.snapshot().timeToNextProbe()).hasSeconds(30);
            ticker.advance(Duration.ofSeconds(29));
            assertThat(breaker.snapshot().timeToNextProbe()).hasSeconds(1);
            ticker.advance(Duration.ofSeconds(29));
            assertThat(breaker.snapshot().timeToNextProbe()).isZero();

            breaker.metricsOnly();
            assertThat(breaker.snapshot().timeToNextProbe()).isNull();
        }

        @Test
        void thatIsOverHasItsEffectOnTheSnapshot() {
            Breaker breaker = breaker(BreakerConfig.builder().failureCountThreshold(1));
            RecordingListener listener = RecordingListener.on(breaker);
            Calls.fail(breaker, 1);

            ticker.advance(Duration.ofSeconds(30));
            Snapshot snapshot = breaker.snapshot();

            assertThat(snapshot.state()).isEqualTo(State.HALF_OPEN);
            assertThat(listener.moves()).containsExactly("CLOSED -> OPEN", "OPEN -> HALF_OPEN");
        }
    }

    private Breaker breaker(BreakerConfig.Builder settings) {
        return Breaker.of("inventory", settings.build(), ticker);
    }
}
