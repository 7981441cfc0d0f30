package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings that are replaced while calls end on other threads. */
class ReconfigurationRaceTests {

    private static final int EACH = 20;
    private static final Duration LONGER = Duration.ofMinutes(1);

    private final FakeTicker ticker = new FakeTicker();

    private static BreakerConfig.Builder window(WindowType type) {
        return BreakerConfig.builder()
                .slidingWindowType(type)
                .slidingWindowSize(100)
                .minimumNumberOfCalls(100)
                .permittedNumberOfCallsInHalfOpenState(2);
    }

    static Stream<BreakerConfig> twoFailures() {
        return Stream.of(WindowType.values())
                .flatMap(
                        type ->
                                Stream.of(
                                        window(type).consecutiveFailuresThreshold(2).build(),
                                        window(type).failureCountThreshold(2).build()));
    }

    private static BreakerConfig patient(BreakerConfig config) {
        return config.toBuilder().waitDurationInOpenState(LONGER).build();
    }

    @ParameterizedTest
    @MethodSource("twoFailures")
    void noTripIsLost(BreakerConfig config) throws Throwable {
        Race.repeat(
                3_000,
                () -> {
                    Breaker breaker = Breaker.of("b", config, ticker);
                    RecordingListener listener = RecordingListener.on(breaker);
                    Calls.fail(breaker, 1);
                    Permit second = breaker.acquire();
                    return new Race.Round(
                            () -> {
                                assertThat(listener.moves()).containsExactly("CLOSED -> OPEN");
                                assertThat(breaker.snapshot().totalFailedCalls()).isEqualTo(2);
                                assertThat(breaker.snapshot().timeToNextProbe()).isEqualTo(LONGER);
                            },
                            () -> second.failed(new BackendFailure("no. 2")),
                            () -> breaker.reconfigure(patient(config)));
                });
    }

    @ParameterizedTest
    @EnumSource
    void noOutcomeIsLostWhereTheWindowIsTheSame(WindowType type) throws Throwable {
        BreakerConfig config = window(type).minimumNumberOfCalls(50).build();
        Race.repeat(
                1_000,
                () -> {
                    Breaker breaker = Breaker.of("b", config, ticker);
                    Race.Actor calls = () -> Calls.play("SF".repeat(EACH / 2), breaker, ticker);
                    return new Race.Round(
                            () -> {
                                Snapshot seen = breaker.snapshot();
                                assertThat(seen.bufferedCalls()).isEqualTo(2 * EACH);
                                assertThat(seen.failedCalls()).isEqualTo(EACH);
                                assertThat(seen.lateCalls()).isZero();
                            },
                            calls,
                            calls,
                            () -> {
                                for (int n = 0; n < EACH; n++) {
                                    breaker.reconfigure(patient(config));
                                }
                            });
                });
    }

    /** An outcome at the very moment can be missing in the other window, but nowhere else. */
    @ParameterizedTest
    @EnumSource
    void noOutcomeIsLostInTheTotalsWhereTheWindowIsNot(WindowType type) throws Throwable {
        BreakerConfig config = window(type).build();
        BreakerConfig other = config.toBuilder().slidingWindowSize(200).build();
        Race.repeat(
                1_000,
                () -> {
                    Breaker breaker = Breaker.of("b", config, ticker);
                    breaker.countInFlight();
                    Race.Actor calls = () -> Calls.play("SF".repeat(EACH / 2), breaker, ticker);
                    return new Race.Round(
                            () -> {
                                Snapshot seen = breaker.snapshot();
                                assertThat(seen.totalSuccessfulCalls()).isEqualTo(EACH);
                                assertThat(seen.totalFailedCalls()).isEqualTo(EACH);
                                assertThat(seen.lateCalls()).isZero();
                                assertThat(seen.inFlightCalls()).isZero();
                                assertThat(seen.bufferedCalls()).isLessThanOrEqualTo(2 * EACH);
                                assertThat(breaker.state()).isEqualTo(State.CLOSED);
                            },
                            calls,
                            calls,
                            () -> {
                                breaker.reconfigure(other);
                                breaker.reconfigure(config);
                            });
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"SUCCEEDS", "FAILS"})
    void theLastProbeDecides(Ending ending) throws Throwable {
        BreakerConfig config =
                window(WindowType.COUNT_BASED)
                        .initialState(State.HALF_OPEN)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build();
        State after = ending == Ending.SUCCEEDS ? State.CLOSED : State.OPEN;
        Race.repeat(
                3_000,
                () -> {
                    Breaker breaker = Breaker.of("b", config, ticker);
                    RecordingListener listener = RecordingListener.on(breaker);
                    Permit probe = breaker.acquire();
                    return new Race.Round(
                            () -> {
                                assertThat(listener.moves())
                                        .containsExactly("HALF_OPEN -> " + after);
                                assertThat(breaker.snapshot().lateCalls()).isZero();
                                assertThat(breaker.config()).isEqualTo(patient(config));
                            },
                            () -> ending.settle(probe, 1),
                            () -> breaker.reconfigure(patient(config)));
                });
    }

    @Test
    void aRoundHasItsPlacesOnce() throws Throwable {
        BreakerConfig config = window(WindowType.COUNT_BASED).initialState(State.HALF_OPEN).build();
        Race.repeat(
                2_000,
                () -> {
                    Breaker breaker = Breaker.of("b", config, ticker);
                    Permit[] got = new Permit[4];
                    return new Race.Round(
                            () -> {
                                assertThat(Stream.of(got).filter(Objects::nonNull)).hasSize(2);
                                assertThat(breaker.tryAcquire()).isNull();
                            },
                            () -> {
                                got[0] = breaker.tryAcquire();
                                got[1] = breaker.tryAcquire();
                            },
                            () -> {
                                breaker.reconfigure(patient(config));
                                got[2] = breaker.tryAcquire();
                                got[3] = breaker.tryAcquire();
                            });
                });
    }

    @Test
    void whatIsRehearsedIsWhatIsInForce() throws Throwable {
        BreakerConfig config =
                window(WindowType.COUNT_BASED).initialState(State.METRICS_ONLY).build();
        List<BreakerConfig> others =
                Stream.of(10, 90)
                        .map(rate -> config.toBuilder().failureRateThreshold(rate).build())
                        .toList();
        Race.repeat(
                2_000,
                () -> {
                    Breaker breaker = Breaker.of("b", config, ticker);
                    return Race.Round.of(
                            2,
                            i -> () -> breaker.reconfigure(others.get(i)),
                            () -> {
                                Calls.play("S".repeat(50) + "F".repeat(49) + "S", breaker, ticker);
                                boolean strict = breaker.config().failureRateThreshold() == 10;
                                assertThat(breaker.snapshot().rehearsedOpenings())
                                        .isEqualTo(strict ? 1 : 0);
                            });
                });
    }
}
