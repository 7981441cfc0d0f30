package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BreakerTests {

    private final FakeTicker ticker = new FakeTicker();
    private final BreakerConfig defaults = BreakerConfig.builder().build();

    @Test
    void knowsItsNameAndItsSettings() {
        Breaker breaker = Breaker.of("inventory", defaults);

        assertThat(breaker.name()).isEqualTo("inventory");
        assertThat(breaker.config()).isSameAs(defaults);
    }

    @Test
    void readsAsItsNameAndState() {
        assertThat(Breaker.of("inventory", defaults)).hasToString("Breaker 'inventory' (CLOSED)");
    }

    @Test
    void runsOnTheTimeOfTheJvmUnlessGivenAnother() {
        Breaker breaker = Breaker.of("inventory", defaults);

        assertThat(breaker.call(() -> "reply")).isEqualTo("reply");
        assertThat(breaker.snapshot().bufferedCalls()).isOne();
    }

    @Test
    void saysWhatIsMissing() {
        assertThatNullPointerException()
                .isThrownBy(() -> Breaker.of(null, defaults))
                .withMessage("name");
        assertThatNullPointerException()
                .isThrownBy(() -> Breaker.of("inventory", null))
                .withMessage("config");
        assertThatNullPointerException()
                .isThrownBy(() -> Breaker.of("inventory", defaults, null))
                .withMessage("ticker");
        assertThatNullPointerException()
                .isThrownBy(() -> Breaker.of("inventory", defaults).addListener(null))
                .withMessage("listener");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void refusesANameThatIsBlank(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Breaker.of(name, defaults))
                .withMessage("The name of a breaker must not be blank: '" + name + "'");
    }

    @Nested
    class InitialState {

        @ParameterizedTest
        @EnumSource
        void isTheOneConfigured(State state) {
            assertThat(startingIn(state).state()).isEqualTo(state);
        }

        @ParameterizedTest
        @EnumSource
        void isNoTransition(State state) {
            Breaker breaker = startingIn(state);
            RecordingListener listener = RecordingListener.on(breaker);

            breaker.state();

            assertThat(listener.transitions()).isEmpty();
        }

        @ParameterizedTest
        @EnumSource(names = {"OPEN", "FORCED_OPEN"})
        void isTheReasonWhereItKeepsCallsAway(State state) {
            assertThat(startingIn(state).snapshot().tripReason()).isEqualTo("the initial state");
        }

        @ParameterizedTest
        @EnumSource(
                mode = EnumSource.Mode.EXCLUDE,
                names = {"OPEN", "FORCED_OPEN"})
        void isNoTripWhereItPermitsCalls(State state) {
            assertThat(startingIn(state).snapshot().tripReason()).isNull();
        }

        @Test
        void openLastsItsWaitLikeAnyOther() {
            Breaker breaker = startingIn(State.OPEN);

            assertThat(breaker.snapshot().timeToNextProbe()).isEqualTo(Duration.ofSeconds(30));
            ticker.advance(Duration.ofSeconds(30));

            assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
        }

        @Test
        void openWaitsTheFirstWaitOfTheBackoffAndThenGrows() {
            Breaker breaker =
                    breaker(
                            BreakerConfig.builder()
                                    .initialState(State.OPEN)
                                    .enableExponentialBackoff(true)
                                    .permittedNumberOfCallsInHalfOpenState(1));

            ticker.advance(Duration.ofSeconds(30));
            Calls.fail(breaker, 1);

            assertThat(breaker.snapshot().timeToNextProbe()).isEqualTo(Duration.ofSeconds(60));
        }

        @Test
        void halfOpenWaitsForItsProbes() {
            Breaker breaker = startingIn(State.HALF_OPEN);

            ticker.advance(Duration.ofDays(1));
            Calls.succeed(breaker, 2);

            assertThat(breaker.state()).isEqualTo(State.CLOSED);
        }

        private Breaker startingIn(State state) {
            return breaker(BreakerConfig.builder().initialState(state));
        }
    }

    @Nested
    class Reset {

        private final Breaker breaker =
                breaker(
                        BreakerConfig.builder()
                                .consecutiveFailuresThreshold(3)
                                .enableExponentialBackoff(true));

        @Test
        void closesAndForgetsWindowReasonAndLastFailure() {
            Calls.fail(breaker, 3);

            breaker.reset();

            Snapshot snapshot = breaker.snapshot();
            assertThat(snapshot.state()).isEqualTo(State.CLOSED);
            assertThat(snapshot.bufferedCalls()).isZero();
            assertThat(snapshot.consecutiveFailures()).isZero();
            assertThat(snapshot.tripReason()).isNull();
            assertThat(snapshot.lastFailure()).isNull();
        }

        @Test
        void forgetsTheWindowOfAClosedBreakerTooWithoutATransition() {
            RecordingListener listener = RecordingListener.on(breaker);
            Calls.fail(breaker, 2);

            breaker.reset();
            Calls.fail(breaker, 2);

            assertThat(breaker.state()).isEqualTo(State.CLOSED);
            assertThat(listener.transitions()).isEmpty();
        }

        @Test
        void keepsTheTotals() {
            Calls.fail(breaker, 3);
            assertThat(breaker.tryAcquire()).isNull();

            breaker.reset();

            assertThat(breaker.snapshot().totalFailedCalls()).isEqualTo(3);
            assertThat(breaker.snapshot().notPermittedCalls()).isOne();
        }

        @Test
        void beginsTheBackoffAnew() {
            Calls.fail(breaker, 3);
            ticker.advance(Duration.ofSeconds(30));
            Calls.fail(breaker, 1);
            assertThat(breaker.snapshot().timeToNextProbe()).isEqualTo(Duration.ofSeconds(60));

            breaker.reset();
            Calls.fail(breaker, 3);

            assertThat(breaker.snapshot().timeToNextProbe()).isEqualTo(Duration.ofSeconds(30));
        }

        @Test
        void leavesPermitsOfBeforeWithoutAVote() {
            List<Permit> before = List.of(breaker.acquire(), breaker.acquire(), breaker.acquire());

            breaker.reset();
            before.forEach(permit -> permit.failed(new IllegalStateException()));

            assertThat(breaker.state()).isEqualTo(State.CLOSED);
            assertThat(breaker.snapshot().bufferedCalls()).isZero();
            assertThat(breaker.snapshot().totalFailedCalls()).isEqualTo(3);
        }
    }

    private Breaker breaker(BreakerConfig.Builder settings) {
        return Breaker.of("inventory", settings.build(), ticker);
    }
}
