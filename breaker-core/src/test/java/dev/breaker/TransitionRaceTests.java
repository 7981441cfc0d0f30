package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules 1 and 8 of DESIGN.md, section 3, under several threads. */
class TransitionRaceTests {

    private final FakeTicker ticker = new FakeTicker();

    /** Each trips at the second of two failures, however they fall. */
    enum TwoFailures {
        RATE_OF_LAST_CALLS(b -> lastCalls(b).minimumNumberOfCalls(2).failureRateThreshold(100)),
        RATE_OF_LAST_SECONDS(b -> b.minimumNumberOfCalls(2).failureRateThreshold(100)),
        COUNT_OF_LAST_CALLS(b -> lastCalls(b).failureCountThreshold(2)),
        COUNT_OF_LAST_SECONDS(b -> b.failureCountThreshold(2)),
        CONSECUTIVE(b -> b.consecutiveFailuresThreshold(2)),
        CUSTOM(b -> b.tripWhen(snapshot -> snapshot.failedCalls() >= 2));

        private final Consumer<BreakerConfig.Builder> rule;

        TwoFailures(Consumer<BreakerConfig.Builder> rule) {
            this.rule = rule;
        }

        private static BreakerConfig.Builder lastCalls(BreakerConfig.Builder builder) {
            return builder.slidingWindowType(WindowType.COUNT_BASED);
        }

        BreakerConfig config() {
            BreakerConfig.Builder builder = BreakerConfig.builder();
            rule.accept(builder);
            return builder.build();
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoThatReachTheThresholdTogetherTripOnce(TwoFailures rule) throws Throwable {
        Race.repeat(
                1_500,
                () -> {
                    Breaker breaker = Breaker.of("b", rule.config(), ticker);
                    RecordingListener listener = RecordingListener.on(breaker);
                    return Race.Round.of(
                            2,
                            i -> () -> breaker.acquire().failed(new BackendFailure("f")),
                            () -> {
                                assertThat(breaker.state()).isEqualTo(State.OPEN);
                                assertThat(listener.moves()).containsExactly("CLOSED -> OPEN");
                                assertThat(breaker.snapshot().totalFailedCalls()).isEqualTo(2);
                            });
                });
    }

    /** The one that comes late must not be named as what tripped it. */
    @ParameterizedTest
    @EnumSource(names = {"CLOSED", "HALF_OPEN"})
    void theFailureThatTripsIsTheOneThatIsNamed(State from) throws Throwable {
        BreakerConfig config =
                BreakerConfig.builder().consecutiveFailuresThreshold(1).initialState(from).build();
        Race.repeat(
                2_000,
                () -> {
                    Breaker breaker = Breaker.of("b", config, ticker);
                    RecordingListener listener = RecordingListener.on(breaker);
                    List<Permit> permits = List.of(breaker.acquire(), breaker.acquire());
                    return Race.Round.of(
                            2,
                            i -> () -> permits.get(i).failed(new BackendFailure("by " + i)),
                            () ->
                                    assertThat(listener.transitions())
                                            .singleElement()
                                            .extracting(StateTransition::lastFailure)
                                            .isSameAs(breaker.snapshot().lastFailure()));
                });
    }

    /** The third failure finds the breaker open, or is late; it never trips it again. */
    @ParameterizedTest
    @EnumSource
    void oneThatPassesTheThresholdAfterwardsChangesNothing(TwoFailures rule) throws Throwable {
        Race.repeat(
                1_000,
                () -> {
                    Breaker breaker = Breaker.of("b", rule.config(), ticker);
                    RecordingListener listener = RecordingListener.on(breaker);
                    List<Permit> permits =
                            List.of(breaker.acquire(), breaker.acquire(), breaker.acquire());
                    permits.get(0).failed(new BackendFailure("f"));
                    return Race.Round.of(
                            2,
                            i -> () -> permits.get(i + 1).failed(new BackendFailure("f")),
                            () -> assertThat(listener.moves()).containsExactly("CLOSED -> OPEN"));
                });
    }

    enum NewGeneration {
        RESET(Breaker::reset),
        CLOSED_AGAIN(
                breaker -> {
                    breaker.forceOpen();
                    breaker.close();
                }),
        METRICS_ONLY(Breaker::metricsOnly),
        HALF_OPEN(Breaker::halfOpen);

        private final Consumer<Breaker> begin;

        NewGeneration(Consumer<Breaker> begin) {
            this.begin = begin;
        }
    }

    /** Whichever comes first: the outcome is of the generation before. */
    @ParameterizedTest
    @EnumSource
    void aLateOutcomeNeverEntersANewWindow(NewGeneration generation) throws Throwable {
        Race.repeat(
                2_000,
                () -> {
                    Breaker breaker =
                            Breaker.of("b", TwoFailures.COUNT_OF_LAST_CALLS.config(), ticker);
                    Permit late = breaker.acquire();
                    return new Race.Round(
                            () -> assertNothingIn(breaker),
                            () -> late.failed(new BackendFailure("f")),
                            () -> generation.begin.accept(breaker));
                });
    }

    private static void assertNothingIn(Breaker breaker) {
        Snapshot after = breaker.snapshot();
        assertThat(after.totalFailedCalls()).isOne();
        assertThat(after.bufferedCalls()).isZero();
        assertThat(after.failedCalls()).isZero();
        assertThat(after.consecutiveFailures()).isZero();
        assertThat(after.state()).isNotEqualTo(State.OPEN);
    }

    /** A reset forgets what came before it, and nothing of what came after. */
    @Test
    void resetAndTheFirstFailureAfterItAreToldApart() throws Throwable {
        Race.repeat(
                5_000,
                () -> {
                    Breaker breaker =
                            Breaker.of("b", TwoFailures.COUNT_OF_LAST_CALLS.config(), ticker);
                    Permit old = breaker.acquire();
                    return new Race.Round(
                            () -> {
                                Snapshot after = breaker.snapshot();
                                String expected = after.failedCalls() == 0 ? null : "new";
                                assertThat(Figures.textOf(after.lastFailure())).isEqualTo(expected);
                            },
                            () -> {
                                old.failed(new BackendFailure("old"));
                                if (breaker.snapshot().failedCalls() == 0) { // after the reset
                                    breaker.acquire().failed(new BackendFailure("new"));
                                }
                            },
                            breaker::reset);
                });
    }

    @Test
    void aFailureThatAListenerCausesWhileItHearsOfAResetIsRemembered() {
        Breaker breaker = Breaker.of("b", TwoFailures.COUNT_OF_LAST_CALLS.config(), ticker);
        breaker.forceOpen();
        breaker.addListener(
                new BreakerListener() {
                    @Override
                    public void onTransition(StateTransition transition) {
                        breaker.acquire().failed(new BackendFailure("new"));
                    }
                });

        breaker.reset();

        assertThat(breaker.snapshot().failedCalls()).isOne();
        assertThat(Figures.textOf(breaker.snapshot().lastFailure())).isEqualTo("new");
    }

    /** In order means: each transition begins where the one before has ended. */
    @Test
    void listenersHearOneAfterTheOtherAndInOrder() throws Throwable {
        Race.repeat(
                20,
                () -> {
                    Breaker breaker = Breaker.of("b", quick(), ticker);
                    OrderListener listener = new OrderListener();
                    breaker.addListener(listener);
                    return Race.Round.of(
                            3,
                            i -> () -> stir(breaker, new Random(i), 1_000),
                            () -> listener.assertInOrderAndCompleteUpTo(breaker.state()));
                });
    }

    private static BreakerConfig quick() {
        return BreakerConfig.builder()
                .consecutiveFailuresThreshold(1)
                .waitDurationInOpenState(Duration.ofNanos(5))
                .maxWaitDurationInHalfOpenState(Duration.ofNanos(10))
                .build();
    }

    private void stir(Breaker breaker, Random random, int times) {
        for (int n = 0; n < times; n++) {
            ticker.advanceNanos(random.nextInt(4));
            Permit permit = breaker.tryAcquire();
            if (permit != null) {
                Ending[] endings = Ending.values();
                endings[random.nextInt(endings.length)].settle(permit, n);
            }
            switch (random.nextInt(10)) {
                case 0 -> breaker.forceOpen();
                case 1 -> breaker.close();
                case 2 -> breaker.halfOpen();
                case 3 -> breaker.reset();
                default -> breaker.state();
            }
        }
    }

    private static final class OrderListener implements BreakerListener {

        private final List<StateTransition> heard = new ArrayList<>(); // not thread-safe: no need
        private final AtomicInteger inside = new AtomicInteger();
        private volatile boolean overlapped;

        @Override
        public void onTransition(StateTransition transition) {
            overlapped |= inside.incrementAndGet() > 1;
            heard.add(transition);
            inside.decrementAndGet();
        }

        void assertInOrderAndCompleteUpTo(State last) {
            assertThat(overlapped).isFalse();
            State state = State.CLOSED;
            for (StateTransition transition : heard) {
                assertThat(transition.from()).isEqualTo(state);
                state = transition.to();
            }
            assertThat(state).isEqualTo(last);
            assertThat(heard).hasSizeGreaterThan(100);
        }
    }

    /** Nobody waits for a listener but the thread that happens to tell it. */
    @Test
    @Timeout(30)
    void aListenerThatHangsHoldsUpNobodyElse() throws Throwable {
        Breaker breaker = Breaker.of("b", quick(), ticker);
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        List<String> heard = new ArrayList<>();
        breaker.addListener(
                new BreakerListener() {
                    @Override
                    public void onTransition(StateTransition transition) {
                        hanging.countDown();
                        awaitUninterruptibly(released);
                        heard.add(transition.from() + " -> " + transition.to());
                    }
                });
        Thread told = new Thread(breaker::forceOpen);
        told.start();
        hanging.await();

        breaker.close();
        breaker.acquire().failed(new BackendFailure("f"));

        assertThat(breaker.state()).isEqualTo(State.OPEN);
        assertThat(heard).isEmpty();
        released.countDown();
        told.join();
        assertThat(heard)
                .containsExactly(
                        "CLOSED -> FORCED_OPEN", "FORCED_OPEN -> CLOSED", "CLOSED -> OPEN");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
