package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings at the ends of what is allowed, and calls that end as badly as they can. */
class BreakerExtremesTests {

    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();
    private static final Duration CENTURY = Duration.ofDays(36_525);

    private final FakeTicker ticker = new FakeTicker();

    private Breaker breaker(BreakerConfig.Builder config) {
        return Breaker.of("b", config.build(), ticker);
    }

    private static BreakerConfig.Builder lastCalls(int size) {
        return BreakerConfig.builder()
                .slidingWindowType(WindowType.COUNT_BASED)
                .slidingWindowSize(size);
    }

    private static void fail(Breaker breaker) {
        breaker.acquire().failed(new BackendFailure("f"));
    }

    @Nested
    class Windows {

        @Test
        void ofOneCallKnowsTheLastCallOnly() {
            Breaker breaker = breaker(lastCalls(1).failureRateThreshold(100));
            breaker.metricsOnly();

            fail(breaker);
            assertThat(breaker.snapshot().failureRate()).isEqualTo(100);
            breaker.acquire().succeeded();

            assertThat(breaker.snapshot().failureRate()).isZero();
            assertThat(breaker.snapshot().bufferedCalls()).isOne();
        }

        @Test
        void ofOneCallTripsAtItsFirstFailure() {
            Breaker breaker = breaker(lastCalls(1).failureRateThreshold(100));
            breaker.acquire().succeeded();

            fail(breaker);

            assertThat(breaker.state()).isEqualTo(State.OPEN);
        }

        @Test
        void ofOneSecondForgetAfterOneSecond() {
            Breaker breaker =
                    breaker(BreakerConfig.builder().slidingWindowSize(1).failureCountThreshold(2));
            fail(breaker);

            ticker.advance(Duration.ofSeconds(1));
            fail(breaker);

            assertThat(breaker.state()).isEqualTo(State.CLOSED);
            assertThat(breaker.snapshot().failedCalls()).isOne();
        }
    }

    @Nested
    class Thresholds {

        @Test
        void of100PercentNeedEveryCallToFail() {
            Breaker breaker = breaker(lastCalls(5).failureRateThreshold(100));
            breaker.acquire().succeeded();
            for (int n = 0; n < 4; n++) {
                fail(breaker);
            }
            assertThat(breaker.state()).isEqualTo(State.CLOSED);

            fail(breaker);

            assertThat(breaker.state()).isEqualTo(State.OPEN);
        }

        @Test
        void nearZeroNeedOneFailureInTheLargestWindow() {
            Breaker breaker =
                    breaker(
                            lastCalls(1_000_000)
                                    .minimumNumberOfCalls(100_000)
                                    .failureRateThreshold(0.001));
            for (int n = 0; n < 99_999; n++) {
                breaker.acquire().succeeded();
            }
            assertThat(breaker.state()).isEqualTo(State.CLOSED);

            fail(breaker); // 1 of 100,000

            assertThat(breaker.state()).isEqualTo(State.OPEN);
        }

        @Test
        void nearZeroAreNeverReachedWithoutAFailure() {
            Breaker breaker = breaker(lastCalls(1).failureRateThreshold(Double.MIN_VALUE));
            for (int n = 0; n < 100; n++) {
                breaker.acquire().succeeded();
            }

            assertThat(breaker.state()).isEqualTo(State.CLOSED);
        }
    }

    @Nested
    class Waits {

        @Test
        @Timeout(30)
        void ofZeroProbeAtOnceAndNeverSpin() {
            Breaker breaker =
                    breaker(
                            BreakerConfig.builder()
                                    .consecutiveFailuresThreshold(1)
                                    .waitDurationInOpenState(Duration.ZERO)
                                    .maxWaitDurationInHalfOpenState(Duration.ofNanos(1)));
            for (int n = 0; n < 1_000; n++) {
                fail(breaker);
                assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
                breaker.acquire(); // never returns
                ticker.advanceNanos(1);
            }

            assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
        }

        @Test
        void thatLastForEverLast() {
            Breaker breaker =
                    breaker(
                            BreakerConfig.builder()
                                    .consecutiveFailuresThreshold(1)
                                    .waitDurationInOpenState(FOREVER)
                                    .enableRandomizedWait(true)
                                    .randomizedWaitFactor(0)
                                    .maxWaitDurationInHalfOpenState(FOREVER));
            fail(breaker);
            ticker.advance(CENTURY);

            assertThat(breaker.state()).isEqualTo(State.OPEN);
            assertThat(breaker.snapshot().timeToNextProbe()).isGreaterThan(CENTURY);
            breaker.halfOpen();
            breaker.acquire();
            ticker.advance(CENTURY);
            assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
        }

        @Test
        void thatGrowForEverStopAtTheirCap() {
            Breaker breaker =
                    breaker(
                            BreakerConfig.builder()
                                    .consecutiveFailuresThreshold(1)
                                    .waitDurationInOpenState(Duration.ofSeconds(1))
                                    .enableExponentialBackoff(true)
                                    .exponentialBackoffMultiplier(1e300)
                                    .exponentialMaxWaitDurationInOpenState(Duration.ofDays(1)));
            fail(breaker);
            for (int n = 0; n < 50; n++) {
                ticker.advance(Duration.ofDays(1));
                fail(breaker);
            }

            assertThat(breaker.snapshot().timeToNextProbe()).isEqualTo(Duration.ofDays(1));
        }
    }

    static Stream<Throwable> worstEndings() {
        return Stream.of(
                new StackOverflowError(),
                new OutOfMemoryError(),
                new InternalError(),
                new NoClassDefFoundError("gone"),
                new Throwable("neither Exception nor Error"));
    }

    @ParameterizedTest
    @MethodSource("worstEndings")
    void whateverACallThrowsItsPermitIsSettledAndTheCallerSeesIt(Throwable thrown) {
        Breaker breaker = breaker(BreakerConfig.builder().permittedNumberOfCallsInHalfOpenState(1));
        breaker.halfOpen();

        assertThatThrownBy(
                        () ->
                                breaker.call(
                                        () -> {
                                            throw thrown;
                                        }))
                .isSameAs(thrown);

        assertThat(breaker.state()).isEqualTo(State.OPEN);
        assertThat(breaker.snapshot().totalFailedCalls()).isOne();
    }

    @Test
    void aStackThatReallyOverflowsIsAFailure() {
        Breaker breaker = breaker(BreakerConfig.builder());

        assertThatThrownBy(() -> breaker.call(() -> endless(0)))
                .isInstanceOf(StackOverflowError.class);

        assertThat(breaker.snapshot().totalFailedCalls()).isOne();
    }

    private static int endless(int depth) {
        return depth < 0 ? 0 : endless(depth + 1) + 1; // the stack ends long before the numbers
    }

    /** A permit that is never settled keeps its own phase, and none of those that came after. */
    @Test
    void aPermitThatIsNeverSettledHoldsNoLaterPhase() {
        BreakerConfig config = BreakerConfig.builder().build();
        Circuit circuit =
                new Circuit("b", config, ticker, ticker.read(), new FakeAlarm(), () -> 0.5);
        Phase issuer = circuit.admit();

        Operator.of(circuit).reset(Intervention.UNEXPLAINED);
        Operator.of(circuit).operate(State.FORCED_OPEN, "forced open", Intervention.UNEXPLAINED);

        assertThat(issuer.next).isNull();
    }

    @Test
    @Timeout(30)
    void aHundredThousandBreakersFitARegistry() {
        BreakerRegistry registry = BreakerRegistry.of(lastCalls(100).build(), ticker);

        for (int n = 0; n < 100_000; n++) {
            Breaker breaker = registry.breaker("breaker-" + n);
            breaker.acquire().succeeded();
        }

        assertThat(registry.all()).hasSize(100_000);
        assertThat(registry.find("breaker-99999")).isPresent();
        assertThat(registry.find("breaker-100000")).isEmpty();
        assertThat(registry.breaker("breaker-7").snapshot().totalSuccessfulCalls()).isOne();
    }
}
