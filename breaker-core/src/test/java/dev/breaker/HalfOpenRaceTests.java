package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 6 of DESIGN.md, section 3, under several threads. */
class HalfOpenRaceTests {

    private static final Duration LEASE = Duration.ofSeconds(10);

    private final FakeTicker ticker = new FakeTicker();

    private static BreakerConfig.Builder places(int places) {
        return BreakerConfig.builder()
                .permittedNumberOfCallsInHalfOpenState(places)
                .maxWaitDurationInHalfOpenState(LEASE);
    }

    private Breaker halfOpen(BreakerConfig.Builder config) {
        Breaker breaker = Breaker.of("b", config.build(), ticker);
        breaker.halfOpen();
        return breaker;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theLastPlaceIsTakenOnce(int places) throws Throwable {
        Race.repeat(
                1_500,
                () -> {
                    Breaker breaker = halfOpen(places(places));
                    AtomicInteger permitted = new AtomicInteger();
                    for (int n = 0; n < places - 1; n++) {
                        breaker.acquire();
                    }
                    return Race.Round.of(
                            2,
                            i ->
                                    () -> {
                                        if (breaker.tryAcquire() != null) {
                                            permitted.incrementAndGet();
                                        }
                                    },
                            () -> {
                                assertThat(permitted).hasValue(1);
                                assertThat(breaker.snapshot().notPermittedCalls()).isOne();
                            });
                });
    }

    /** The wait ends for all at once: they still are given one round's places only. */
    @Test
    void thoseWhoFindTheWaitOverTogetherShareOneRound() throws Throwable {
        Race.repeat(
                1_500,
                () -> {
                    Breaker breaker = Breaker.of("b", places(1).build(), ticker);
                    RecordingListener listener = RecordingListener.on(breaker);
                    for (int n = 0; n < 10; n++) {
                        breaker.acquire().failed(new BackendFailure("f"));
                    }
                    ticker.advance(breaker.config().waitDurationInOpenState());
                    AtomicInteger permitted = new AtomicInteger();
                    return Race.Round.of(
                            2,
                            i ->
                                    () -> {
                                        if (breaker.tryAcquire() != null) {
                                            permitted.incrementAndGet();
                                        }
                                    },
                            () -> {
                                assertThat(permitted).hasValue(1);
                                assertThat(listener.moves())
                                        .containsExactly("CLOSED -> OPEN", "OPEN -> HALF_OPEN");
                            });
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void neverAreMoreProbesUnderWayThanPermitted(int places) throws Throwable {
        Breaker breaker = halfOpen(places(places));
        AtomicInteger underWay = new AtomicInteger();
        Race.once(
                Race.Round.of(
                        3,
                        i -> () -> probeAndCancel(breaker, underWay, places),
                        () -> {
                            assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
                            assertThat(freePlaces(breaker)).isEqualTo(places);
                        }));
    }

    private static void probeAndCancel(Breaker breaker, AtomicInteger underWay, int places) {
        for (int n = 0; n < 20_000; n++) {
            Permit probe = breaker.tryAcquire();
            if (probe != null) {
                assertThat(underWay.incrementAndGet()).isLessThanOrEqualTo(places);
                underWay.decrementAndGet();
                probe.cancel();
            }
        }
    }

    private static int freePlaces(Breaker breaker) {
        int free = 0;
        while (breaker.tryAcquire() != null) {
            free++;
        }
        return free;
    }

    /** Of three at 50 %, two decide; whichever two these are, they do it once. */
    @Test
    void twoProbesThatDecideTogetherMoveTheBreakerOnce() throws Throwable {
        Race.repeat(
                2_000,
                () -> {
                    Breaker breaker = halfOpen(places(3));
                    RecordingListener listener = RecordingListener.on(breaker);
                    Permit first = breaker.acquire();
                    Permit second = breaker.acquire();
                    breaker.acquire().failed(new BackendFailure("f"));
                    return new Race.Round(
                            () -> {
                                assertThat(breaker.state()).isEqualTo(State.OPEN);
                                assertThat(listener.moves()).containsExactly("HALF_OPEN -> OPEN");
                                assertThat(breaker.snapshot().bufferedCalls()).isBetween(2, 3);
                            },
                            () -> first.failed(new BackendFailure("f")),
                            second::succeeded);
                });
    }

    /** Whoever looks at that moment must not make the failure's own wait be forgotten. */
    @Test
    void aFailedProbesOwnWaitHoldsWhoeverElseLooks() throws Throwable {
        Duration own = Duration.ofSeconds(123);
        BreakerConfig.Builder config = places(1).waitDurationFromFailure(BackendFailure::readWait);
        Race.repeat(
                5_000,
                () -> {
                    Breaker breaker = halfOpen(config);
                    Permit probe = breaker.acquire();
                    return new Race.Round(
                            () -> assertThat(breaker.snapshot().timeToNextProbe()).isEqualTo(own),
                            () -> probe.failed(new BackendFailure("f", own)),
                            () -> Stream.generate(breaker::state).limit(40).forEach(s -> {}));
                });
    }

    /** Either the outcome decides or the end of the lease does, never both and never none. */
    @ParameterizedTest
    @ValueSource(strings = {"CLOSED", "OPEN"})
    void theEndOfTheLeaseAndTheLastOutcomeDecideOnce(State afterwards) throws Throwable {
        BreakerConfig.Builder config = places(1).transitionToStateAfterWaitDuration(afterwards);
        Race.repeat(
                2_000,
                () -> {
                    Breaker breaker = halfOpen(config);
                    RecordingListener listener = RecordingListener.on(breaker);
                    Permit probe = breaker.acquire();
                    ticker.advance(LEASE.minusNanos(1));
                    return new Race.Round(
                            () -> {
                                assertThat(listener.moves()).hasSize(1);
                                assertThat(breaker.state()).isNotEqualTo(State.HALF_OPEN);
                                assertThat(breaker.snapshot().totalSuccessfulCalls()).isOne();
                                assertThat(breaker.snapshot().consecutiveSuccesses()).isZero();
                            },
                            probe::succeeded,
                            () -> {
                                ticker.advanceNanos(1);
                                breaker.state();
                            });
                });
    }

    /** A result of CLOSED arrives just as probes begin. */
    @Test
    void aLateSuccessNeverClosesABreakerThatWasNotProbed() throws Throwable {
        Race.repeat(
                2_000,
                () -> {
                    Breaker breaker = Breaker.of("b", places(1).build(), ticker);
                    List<Permit> late = List.of(breaker.acquire(), breaker.acquire());
                    breaker.forceOpen();
                    return new Race.Round(
                            () -> {
                                assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
                                assertThat(breaker.snapshot().bufferedCalls()).isZero();
                                assertThat(freePlaces(breaker)).isOne();
                            },
                            () -> late.get(0).succeeded(),
                            () -> {
                                breaker.halfOpen();
                                late.get(1).cancel();
                            });
                });
    }

    /** Callers of every kind, some of which never come back. */
    @Test
    void isLeftAgainAndAgainAlthoughSomeProbesNeverReturn() throws Throwable {
        Race.repeat(
                200,
                () -> {
                    Breaker breaker = halfOpen(places(3));
                    RecordingListener listener = RecordingListener.on(breaker);
                    Random seeds = new Random();
                    return Race.Round.of(
                            2,
                            i -> () -> probeCarelessly(breaker, new Random(seeds.nextLong())),
                            () -> {
                                breaker.tryAcquire(); // where all were cancelled, none has begun
                                ticker.advance(LEASE);
                                breaker.state();
                                assertThat(listener.moves()).isNotEmpty();
                                assertThat(listener.transitions().get(0).from())
                                        .isEqualTo(State.HALF_OPEN);
                            });
                });
    }

    private static void probeCarelessly(Breaker breaker, Random random) {
        Ending[] endings = Ending.values();
        for (int n = 0; n < 5; n++) {
            Permit probe = breaker.tryAcquire();
            if (probe != null && random.nextInt(3) > 0) {
                Ending ending = endings[random.nextInt(endings.length)];
                Objects.requireNonNull(ending).settle(probe, n);
            }
        }
    }
}
