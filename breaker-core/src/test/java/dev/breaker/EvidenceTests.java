package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The numbers behind a transition. */
class EvidenceTests {

    private static final Duration WAIT = Duration.ofSeconds(30);

    private final FakeTicker ticker = new FakeTicker();

    private static BreakerConfig.Builder settings() {
        return BreakerConfig.builder()
                .slidingWindowType(WindowType.COUNT_BASED)
                .slidingWindowSize(100)
                .waitDurationInOpenState(WAIT)
                .permittedNumberOfCallsInHalfOpenState(3)
                .maxWaitDurationInHalfOpenState(WAIT);
    }

    private Breaker breaker(BreakerConfig.Builder settings) {
        return Breaker.of("inventory", settings.build(), ticker);
    }

    private static Evidence evidence(Breaker of) {
        return Objects.requireNonNull(of.snapshot().tripEvidence());
    }

    private static void assertNumbers(
            Evidence evidence, Trigger trigger, double threshold, double value, String window) {
        assertThat(evidence.trigger()).isEqualTo(trigger);
        assertThat(evidence.threshold()).isEqualTo(Double.valueOf(threshold)); // NaN is NaN
        assertThat(evidence.value()).isEqualTo(Double.valueOf(value));
        assertThat(evidence.window()).isEqualTo(window);
    }

    @Nested
    class OfATrip {

        @Test
        void byTheFailureRate() {
            Breaker breaker = breaker(settings().minimumNumberOfCalls(4).failureRateThreshold(60));
            Calls.play("SFFF", breaker, ticker);

            assertNumbers(evidence(breaker), Trigger.FAILURE_RATE, 60, 75, "the last 100 calls");
            assertThat(evidence(breaker).bufferedCalls()).isEqualTo(4);
            assertThat(evidence(breaker).failedCalls()).isEqualTo(3);
            assertThat(evidence(breaker).failures()).hasSize(3);
        }

        @Test
        void byTheRateOfSlowCalls() {
            Breaker breaker =
                    breaker(
                            settings()
                                    .slidingWindowType(WindowType.TIME_BASED)
                                    .minimumNumberOfCalls(3)
                                    .slowCallDurationThreshold(Duration.ofSeconds(1))
                                    .slowCallRateThreshold(50));
            Calls.play("sfS", breaker, ticker);

            assertNumbers(
                    evidence(breaker), Trigger.SLOW_CALL_RATE, 50, 100 * 2 / 3.0, "the last 100 s");
            assertThat(evidence(breaker).slowCalls()).isEqualTo(2);
            assertThat(evidence(breaker).slowFailedCalls()).isEqualTo(1);
            assertThat(evidence(breaker).failures())
                    .extracting(Failure::duration)
                    .containsExactly(Duration.ofSeconds(1));
        }

        @Test
        void byTheNumberOfFailures() {
            Breaker breaker = breaker(settings().failureCountThreshold(2));
            Calls.play("SFSF", breaker, ticker);

            assertNumbers(evidence(breaker), Trigger.FAILURE_COUNT, 2, 2, "the last 100 calls");
        }

        /** Some of them have left the window by then. */
        @Test
        void byFailuresInARow() {
            Breaker breaker =
                    breaker(
                            settings()
                                    .slidingWindowType(WindowType.TIME_BASED)
                                    .slidingWindowSize(10)
                                    .consecutiveFailuresThreshold(3));
            Calls.fail(breaker, 2);
            ticker.advance(WAIT);
            Calls.fail(breaker, 1);

            assertNumbers(evidence(breaker), Trigger.CONSECUTIVE_FAILURES, 3, 3, "the last 10 s");
            assertThat(evidence(breaker).failedCalls()).isEqualTo(1);
            assertThat(evidence(breaker).failures()).hasSize(3);
        }

        @Test
        void byARuleOfTheUsersOwn() {
            Breaker breaker = breaker(settings().tripWhen(held -> held.failedCalls() > 0));
            Calls.play("SF", breaker, ticker);

            assertNumbers(
                    evidence(breaker),
                    Trigger.CUSTOM_RULE,
                    Double.NaN,
                    Double.NaN,
                    "the last 100 calls");
            assertThat(evidence(breaker).bufferedCalls()).isEqualTo(2);
        }

        @Test
        void namesTheMostFrequentTypesFirst() {
            Breaker breaker = breaker(settings().failureCountThreshold(4));
            Calls.fail(breaker, new IOException("reset"));
            Calls.fail(breaker, 2);
            Calls.fail(breaker, new IllegalArgumentException());

            assertThat(evidence(breaker).failureTypes())
                    .containsExactly(
                            new FailureCount("java.lang.IllegalStateException", 2),
                            new FailureCount("java.lang.IllegalArgumentException", 1),
                            new FailureCount("java.io.IOException", 1));
            assertThat(breaker.snapshot().tripReason())
                    .endsWith(
                            "; failures: 2 x java.lang.IllegalStateException, 1 x"
                                    + " java.lang.IllegalArgumentException, 1 x java.io.IOException");
        }

        @Test
        void keepsTheLatestTenFailuresAndTheTypesOfThirtyTwo() {
            Breaker breaker =
                    breaker(settings().minimumNumberOfCalls(100).failureCountThreshold(50));
            IntStream.rangeClosed(1, 50)
                    .forEach(n -> Calls.fail(breaker, new IOException("no. " + n)));

            assertThat(evidence(breaker).failures())
                    .hasSize(10)
                    .extracting(Failure::message)
                    .startsWith("no. 50", "no. 49")
                    .endsWith("no. 41");
            assertThat(evidence(breaker).failureTypes())
                    .containsExactly(new FailureCount("java.io.IOException", 32));
            assertThat(evidence(breaker).failuresInWords())
                    .isEqualTo("the latest 32 failures: 32 x java.io.IOException");
        }
    }

    @Nested
    class OfARound {

        private final Breaker breaker = breaker(settings().failureRateThreshold(60));
        private final RecordingListener listener = RecordingListener.on(breaker);

        private Evidence last() {
            return listener.transitions().get(listener.transitions().size() - 1).evidence();
        }

        @Test
        void isThatOfTheProbes() {
            breaker.halfOpen();
            Calls.play("FF", breaker, ticker);

            assertNumbers(last(), Trigger.FAILURE_RATE, 60, 100 * 2 / 3.0, "3 probes");
            assertThat(last().bufferedCalls()).isEqualTo(2);
            assertThat(last().failures()).hasSize(2);
        }

        @Test
        void showsWhatPassed() {
            breaker.halfOpen();
            Calls.play("FSS", breaker, ticker);

            assertNumbers(last(), Trigger.PROBES_PASSED, Double.NaN, Double.NaN, "3 probes");
            assertThat(last().failedCalls()).isEqualTo(1);
            assertThat(breaker.snapshot().tripEvidence()).isNull();
        }

        @Test
        void showsWhatIsMissing() {
            breaker.halfOpen();
            Calls.play("S", breaker, ticker);
            breaker.acquire();
            ticker.advance(WAIT);
            breaker.state();

            assertNumbers(last(), Trigger.PROBES_OVERDUE, 3, 1, "3 probes");
        }

        @Test
        void isOneFailureWhereThatIsEnough() {
            Breaker strict = breaker(settings().consecutiveFailuresThreshold(5));
            strict.halfOpen();
            Calls.fail(strict, 1);

            assertNumbers(evidence(strict), Trigger.FAILED_PROBE, 1, 1, "3 probes");
        }
    }

    @Test
    void isTheSameWhereverItIsShown() {
        Breaker breaker = breaker(settings().consecutiveFailuresThreshold(2));
        RecordingListener listener = RecordingListener.on(breaker);
        Calls.fail(breaker, 2);

        CallNotPermittedException rejection =
                catchThrowableOfType(CallNotPermittedException.class, breaker::acquire);

        StateTransition trip = listener.transitions().get(0);
        assertThat(trip.evidence()).isEqualTo(evidence(breaker));
        assertThat(rejection.evidence()).isEqualTo(evidence(breaker));
        assertThat(trip.reason())
                .isEqualTo(breaker.snapshot().tripReason())
                .isEqualTo(rejection.reason());
        assertThat(Serialized.copyOf(rejection).evidence()).isEqualTo(evidence(breaker));
    }

    @Test
    void isThatOfTheLastTripUntilTheBreakerCloses() {
        Breaker breaker = breaker(settings().consecutiveFailuresThreshold(2));
        Calls.fail(breaker, 2);
        ticker.advance(WAIT);
        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
        assertThat(evidence(breaker).trigger()).isEqualTo(Trigger.CONSECUTIVE_FAILURES);
        Calls.fail(breaker, 1);
        assertThat(evidence(breaker).trigger()).isEqualTo(Trigger.FAILED_PROBE);

        breaker.close();

        assertThat(breaker.snapshot().tripEvidence()).isNull();
    }

    @Test
    void hasNoFiguresWhereTimeOrAnOperatorActs() {
        Breaker breaker = breaker(settings());
        RecordingListener listener = RecordingListener.on(breaker);
        breaker.forceOpen();
        breaker.close();

        assertThat(listener.transitions().get(0).evidence())
                .isEqualTo(Evidence.none(Trigger.OPERATOR));
        assertThat(breaker.snapshot().tripEvidence()).isNull();
    }
}
