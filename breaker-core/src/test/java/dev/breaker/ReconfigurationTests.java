package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that are replaced while the breaker is in use. */
class ReconfigurationTests {

    private static final Duration WAIT = Duration.ofSeconds(30);

    private final FakeTicker ticker = new FakeTicker();
    private final FakeAlarm alarm = new FakeAlarm();

    private Breaker breaker(BreakerConfig.Builder settings) {
        return Breaker.of("inventory", settings.build(), ticker, alarm, () -> 0.5);
    }

    private static BreakerConfig.Builder window(WindowType type, int size) {
        return BreakerConfig.builder()
                .slidingWindowType(type)
                .slidingWindowSize(size)
                .minimumNumberOfCalls(1)
                .failureRateThreshold(100)
                .waitDurationInOpenState(WAIT)
                .slowCallDurationThreshold(Duration.ofSeconds(1));
    }

    private static BreakerConfig.Builder of(Breaker breaker) {
        return breaker.config().toBuilder();
    }

    @Nested
    class Closed {

        @ParameterizedTest
        @EnumSource
        void keepsStateWindowAndPermits(WindowType type) {
            Breaker breaker = breaker(window(type, 10));
            RecordingListener listener = RecordingListener.on(breaker);
            Calls.play("SFSf", breaker, ticker);
            Permit underWay = breaker.acquire();

            BreakerConfig changed = of(breaker).failureRateThreshold(90).build();
            breaker.reconfigure(changed);
            underWay.succeeded();

            Snapshot snapshot = breaker.snapshot();
            assertThat(breaker.config()).isSameAs(changed);
            assertThat(snapshot.bufferedCalls()).isEqualTo(5);
            assertThat(snapshot.failedCalls()).isEqualTo(2);
            assertThat(snapshot.slowFailedCalls()).isEqualTo(1);
            assertThat(snapshot.lateCalls()).isZero();
            assertThat(listener.transitions()).isEmpty();
        }

        /** Also one that adds to no count: in a full window nothing else would look. */
        @ParameterizedTest
        @CsvSource({"COUNT_BASED, 4", "COUNT_BASED, 100", "TIME_BASED, 100"})
        void judgesAnewWhenTheNextCallEnds(WindowType type, int size) {
            Breaker breaker = breaker(window(type, size));
            Calls.play("SSFF", breaker, ticker);
            Calls.succeed(breaker, 1); // judged by the old ones

            breaker.reconfigure(of(breaker).failureRateThreshold(40).build());
            assertThat(breaker.state()).isEqualTo(State.CLOSED);
            Calls.succeed(breaker, 1);

            boolean isFour = size == 4; // two of the last four failed; of all six one third
            assertThat(breaker.state()).isEqualTo(isFour ? State.OPEN : State.CLOSED);
            breaker.reconfigure(of(breaker).failureRateThreshold(20).build());
            Calls.play(isFour ? "" : "S", breaker, ticker);
            assertThat(breaker.state()).isEqualTo(State.OPEN);
        }

        @ParameterizedTest
        @CsvSource({
            "COUNT_BASED, 10, COUNT_BASED, 20", "COUNT_BASED, 10, TIME_BASED, 30",
            "TIME_BASED, 30, TIME_BASED, 60", "TIME_BASED, 60, TIME_BASED, 30",
            "TIME_BASED, 30, COUNT_BASED, 10"
        })
        void takesOverWhatTheOtherWindowHeld(WindowType from, int size, WindowType to, int other) {
            Breaker breaker = breaker(window(from, size));
            Calls.play("SFSsfFFF", breaker, ticker);

            breaker.reconfigure(of(breaker).slidingWindowType(to).slidingWindowSize(other).build());

            Snapshot snapshot = breaker.snapshot();
            assertThat(snapshot.bufferedCalls()).isEqualTo(8);
            assertThat(snapshot.failedCalls()).isEqualTo(5);
            assertThat(snapshot.slowCalls()).isEqualTo(2);
            assertThat(snapshot.slowFailedCalls()).isEqualTo(1);
            assertThat(snapshot.consecutiveFailures()).isEqualTo(4);
            assertThat(snapshot.lastFailure()).isNotNull();
        }

        @ParameterizedTest
        @CsvSource({
            "COUNT_BASED, 2, COUNT_BASED, 5",
            "COUNT_BASED, 5, TIME_BASED, 30",
            "TIME_BASED, 30, COUNT_BASED, 2"
        })
        void keepsTheRowOfSuccesses(WindowType from, int size, WindowType to, int other) {
            Breaker breaker = breaker(window(from, size));
            Calls.play("SFSSS", breaker, ticker);

            breaker.reconfigure(of(breaker).slidingWindowType(to).slidingWindowSize(other).build());
            assertThat(breaker.snapshot().consecutiveSuccesses()).isEqualTo(3);
            Calls.succeed(breaker, 1);

            assertThat(breaker.snapshot().consecutiveSuccesses()).isEqualTo(4);
            assertThat(breaker.snapshot().consecutiveFailures()).isZero();
        }

        @Test
        void goesOnWithTheRowOfFailures() {
            Breaker breaker = breaker(window(WindowType.COUNT_BASED, 10));
            Calls.play("SFF", breaker, ticker);

            breaker.reconfigure(
                    of(breaker)
                            .slidingWindowType(WindowType.TIME_BASED)
                            .consecutiveFailuresThreshold(3)
                            .build());
            Calls.fail(breaker, 1);

            assertThat(breaker.snapshot().tripEvidence())
                    .extracting(Evidence::trigger)
                    .isEqualTo(Trigger.CONSECUTIVE_FAILURES);
        }

        @Test
        void keepsTheLatestWhereTheWindowIsSmaller() {
            Breaker breaker = breaker(window(WindowType.COUNT_BASED, 10));
            Calls.play("SFFFSSFS", breaker, ticker);

            breaker.reconfigure(of(breaker).slidingWindowSize(4).build());

            assertThat(breaker.snapshot().bufferedCalls()).isEqualTo(4);
            assertThat(breaker.snapshot().failedCalls()).isEqualTo(1);
        }

        /** Of what came in one slice the order is not known; a rate must not rise by it. */
        @Test
        void keepsTheProportionOfASliceThatIsTooLarge() {
            Breaker breaker = breaker(window(WindowType.TIME_BASED, 30));
            Calls.play("SFSFSFSFS", breaker, ticker);

            breaker.reconfigure(
                    of(breaker)
                            .slidingWindowType(WindowType.COUNT_BASED)
                            .slidingWindowSize(4)
                            .build());

            assertThat(breaker.snapshot().bufferedCalls()).isEqualTo(4);
            assertThat(breaker.snapshot().failedCalls()).isEqualTo(1); // 44 % of 4, rounded down
        }

        @Test
        void beginsToJudgeSlowCallsWithThoseThatBeginFromNowOn() {
            Breaker breaker =
                    breaker(
                            window(WindowType.COUNT_BASED, 10)
                                    .slowCallDurationThreshold(Duration.ZERO));
            Permit before = breaker.acquire();
            breaker.reconfigure(of(breaker).slowCallDurationThreshold(WAIT).build());
            Permit after = breaker.acquire();

            ticker.advance(WAIT);
            before.succeeded();
            assertThat(breaker.snapshot().slowCalls()).isZero();
            after.succeeded();

            assertThat(breaker.snapshot().slowCalls()).isEqualTo(1);
            assertThat(breaker.snapshot().slowCallRate()).isEqualTo(50);
        }

        @Test
        void classifiesACallBySettingsThatPermittedIt() {
            Breaker breaker = breaker(window(WindowType.COUNT_BASED, 10));
            Permit before = breaker.acquire();

            breaker.reconfigure(of(breaker).ignoreExceptions(BackendFailure.class).build());
            Permit after = breaker.acquire();
            before.failed(new BackendFailure("no. 1"));
            after.failed(new BackendFailure("no. 2"));

            assertThat(breaker.snapshot().totalFailedCalls()).isEqualTo(1);
            assertThat(breaker.snapshot().totalIgnoredCalls()).isEqualTo(1);
        }

        /** Staged by a rule that replaces the settings while it judges. */
        @Test
        void tripsThoughTheSettingsWereReplacedMeanwhile() {
            AtomicInteger asked = new AtomicInteger();
            Breaker[] held = new Breaker[1];
            Breaker breaker =
                    breaker(
                            window(WindowType.COUNT_BASED, 10)
                                    .tripWhen(
                                            snapshot -> {
                                                asked.incrementAndGet();
                                                held[0].reconfigure(
                                                        of(held[0])
                                                                .waitDurationInOpenState(
                                                                        WAIT.multipliedBy(2))
                                                                .build());
                                                return true;
                                            }));
            held[0] = breaker;

            Calls.succeed(breaker, 1);

            assertThat(asked).hasValue(1);
            assertThat(breaker.state()).isEqualTo(State.OPEN);
            assertThat(breaker.snapshot().timeToNextProbe()).isEqualTo(WAIT.multipliedBy(2));
        }
    }

    @Nested
    class MetricsOnly {

        @Test
        void isRehearsedWithTheNewSettings() {
            Breaker breaker =
                    breaker(
                            window(WindowType.COUNT_BASED, 10)
                                    .initialState(State.METRICS_ONLY)
                                    .failureRateThreshold(90));
            Calls.play("SF", breaker, ticker);

            breaker.reconfigure(of(breaker).failureRateThreshold(60).build());
            Calls.play("F", breaker, ticker);

            assertThat(breaker.state()).isEqualTo(State.METRICS_ONLY);
            assertThat(breaker.snapshot().rehearsal())
                    .extracting(Snapshot::state)
                    .isEqualTo(State.OPEN);
            assertThat(breaker.snapshot().rehearsedOpenings()).isEqualTo(1);
        }
    }

    /** Staged by a clock on each of whose readings another operator may come between. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void rehearsesWhatTheLastOfTwoOperatorsHasSet(int reading) {
        AtomicInteger readings = new AtomicInteger(Integer.MIN_VALUE);
        AtomicReference<Runnable> other = new AtomicReference<>(() -> {});
        Ticker staged =
                () -> {
                    if (readings.incrementAndGet() == reading) {
                        other.get().run();
                    }
                    return ticker.read();
                };
        BreakerConfig config =
                window(WindowType.COUNT_BASED, 10).initialState(State.METRICS_ONLY).build();
        Breaker breaker = Breaker.of("inventory", config, staged);
        BreakerConfig strict = of(breaker).failureRateThreshold(10).build();
        BreakerConfig lax = of(breaker).failureRateThreshold(90).build();
        other.set(() -> breaker.reconfigure(strict));
        readings.set(0);

        breaker.reconfigure(lax);
        Calls.play("SF", breaker, ticker);

        boolean strictIsInForce = breaker.config() == strict;
        assertThat(breaker.snapshot().rehearsedOpenings()).isEqualTo(strictIsInForce ? 1 : 0);
    }

    @Nested
    class FixedByAnOperator {

        @Test
        void goesOnForAsLongAsWasOrdered() {
            Breaker breaker = breaker(window(WindowType.COUNT_BASED, 10));
            Intervention ordered = Intervention.because("migration").lasting(WAIT);
            breaker.forceOpen(ordered);
            ticker.advance(WAIT.dividedBy(2));

            breaker.reconfigure(of(breaker).failureRateThreshold(10).build());

            assertThat(breaker.snapshot().intervention()).isEqualTo(ordered);
            assertThat(breaker.snapshot().revertsIn()).isEqualTo(WAIT.dividedBy(2));
            assertThat(breaker.snapshot().tripReason())
                    .isEqualTo("forced open by an operator for 30s: migration");
        }
    }
}
