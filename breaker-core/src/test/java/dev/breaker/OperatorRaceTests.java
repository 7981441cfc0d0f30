package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Operators who act at the same time, and orders that end while calls are made. */
class OperatorRaceTests {

    private static final Duration LASTING = Duration.ofMinutes(10);

    private final FakeTicker ticker = new FakeTicker();
    private final BreakerConfig config =
            BreakerConfig.builder().minimumNumberOfCalls(100).slidingWindowSize(100).build();

    @Test
    void oneOfTwoComesLastAndItsWordStands() throws Throwable {
        List<BiConsumer<Breaker, Intervention>> actions =
                List.of(Breaker::forceOpen, Breaker::disable);
        List<State> states = List.of(State.FORCED_OPEN, State.DISABLED);
        Race.repeat(
                3_000,
                () -> {
                    Breaker breaker = Breaker.of("b", config, ticker, new FakeAlarm(), () -> 0.5);
                    RecordingListener listener = RecordingListener.on(breaker);
                    return Race.Round.of(
                            2,
                            i -> () -> actions.get(i).accept(breaker, by(i)),
                            () -> {
                                int last = states.indexOf(breaker.state());
                                assertThat(breaker.snapshot().intervention()).isEqualTo(by(last));
                                State other = states.get(1 - last);
                                assertThat(listener.moves())
                                        .containsExactly(
                                                "CLOSED -> " + other,
                                                other + " -> " + states.get(last));
                                ticker.advance(LASTING);
                                assertThat(breaker.state()).isEqualTo(State.CLOSED);
                            });
                });
    }

    private static Intervention by(int number) {
        return Intervention.because("why").by("no. " + number).lasting(LASTING);
    }

    @Test
    void anOrderEndsOnceForAllWhoCall() throws Throwable {
        Race.repeat(
                3_000,
                () -> {
                    Breaker breaker = Breaker.of("b", config, ticker, new FakeAlarm(), () -> 0.5);
                    breaker.countInFlight();
                    breaker.forceOpen(by(1));
                    RecordingListener listener = RecordingListener.on(breaker);
                    ticker.advance(LASTING);
                    return Race.Round.of(
                            2,
                            i -> () -> Calls.succeed(breaker, 1),
                            () -> {
                                assertThat(listener.moves())
                                        .containsExactly("FORCED_OPEN -> CLOSED");
                                Snapshot seen = breaker.snapshot();
                                assertThat(seen.bufferedCalls()).isEqualTo(2);
                                assertThat(seen.lateCalls()).isZero();
                                assertThat(seen.inFlightCalls()).isZero();
                            });
                });
    }

    /** Each ends before or after the order; then it is in the window, or late. */
    @Test
    void noOutcomeIsLostWhenAnOrderEnds() throws Throwable {
        Race.repeat(
                2_000,
                () -> {
                    FakeTicker own = new FakeTicker();
                    Breaker breaker = Breaker.of("b", config, own, new FakeAlarm(), () -> 0.5);
                    breaker.countInFlight();
                    breaker.metricsOnly(by(1));
                    List<Permit> permits = List.of(breaker.acquire(), breaker.acquire());
                    return new Race.Round(
                            () -> {
                                Snapshot seen = breaker.snapshot();
                                assertThat(seen.state()).isEqualTo(State.CLOSED);
                                assertThat(seen.totalFailedCalls()).isEqualTo(2);
                                assertThat(seen.lateCalls()).isLessThanOrEqualTo(2);
                                assertThat(seen.bufferedCalls()).isZero();
                                assertThat(seen.inFlightCalls()).isZero();
                            },
                            () -> permits.forEach(p -> p.failed(new BackendFailure("down"))),
                            () -> {
                                own.advance(LASTING);
                                breaker.state();
                            });
                });
    }

    @Test
    void callsUnderWayAreCountedFromOneMomentOn() throws Throwable {
        Race.repeat(
                2_000,
                () -> {
                    Breaker breaker = Breaker.of("b", config, ticker);
                    return new Race.Round(
                            () -> assertThat(breaker.snapshot().inFlightCalls()).isZero(),
                            () -> Calls.play("SFiSFi", breaker, ticker),
                            breaker::countInFlight);
                });
    }
}
