package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator can do to a breaker, and the three states that only an operator enters. */
class BreakerOperatorTests {

    private final FakeTicker ticker = new FakeTicker();
    private final Breaker breaker = in(State.CLOSED);

    static Stream<Arguments> actions() {
        return Stream.of(
                action(Breaker::close, State.CLOSED, "closed by an operator"),
                action(Breaker::forceOpen, State.FORCED_OPEN, "forced open by an operator"),
                action(Breaker::halfOpen, State.HALF_OPEN, "half-opened by an operator"),
                action(Breaker::disable, State.DISABLED, "disabled by an operator"),
                action(
                        Breaker::metricsOnly,
                        State.METRICS_ONLY,
                        "set to metrics only by an operator"));
    }

    @ParameterizedTest
    @MethodSource("actions")
    void movesFromEveryOtherStateAndSaysSo(Consumer<Breaker> action, State to, String reason) {
        for (State from : State.values()) {
            if (from != to) {
                Breaker moved = in(from);
                RecordingListener listener = RecordingListener.on(moved);

                action.accept(moved);

                assertThat(moved.state()).isEqualTo(to);
                assertThat(listener.moves()).containsExactly(from + " -> " + to);
                assertThat(listener.transitions().get(0).reason()).isEqualTo(reason);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("actions")
    void doesNothingWhereTheBreakerIsInThatState(
            Consumer<Breaker> action, State state, String reason) {
        Breaker there = in(state);
        RecordingListener listener = RecordingListener.on(there);
        Permit before = state == State.FORCED_OPEN ? null : there.acquire();

        action.accept(there);
        if (before != null) {
            before.failed(new IllegalStateException());
        }

        assertThat(listener.transitions()).isEmpty();
        boolean counted = state != State.FORCED_OPEN && state != State.DISABLED;
        assertThat(there.snapshot().bufferedCalls()).isEqualTo(counted ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource
    void leavesPermitsOfEarlierStatesWithoutAVote(State from) {
        Breaker moved = in(from);
        Permit before = moved.tryAcquire();

        moved.forceOpen();
        moved.close();
        if (before != null) {
            before.failed(new IllegalStateException());
        }

        assertThat(moved.snapshot().bufferedCalls()).isZero();
        assertThat(moved.snapshot().lastFailure()).isNull();
    }

    @Test
    void halfOpensWhereALeaseHasRunOutUnnoticed() {
        breaker.halfOpen();
        breaker.acquire();
        RecordingListener listener = RecordingListener.on(breaker);

        ticker.advance(Duration.ofSeconds(30));
        breaker.halfOpen();

        assertThat(listener.moves()).containsExactly("HALF_OPEN -> OPEN", "OPEN -> HALF_OPEN");
    }

    @Test
    void keepsTheOutagesReasonAndAgeThroughHalfOpen() {
        breaker.forceOpen();
        ticker.advance(Duration.ofMinutes(5));
        breaker.halfOpen();
        RecordingListener listener = RecordingListener.on(breaker);
        assertThat(breaker.snapshot().tripReason()).isEqualTo("forced open by an operator");

        ticker.advance(Duration.ofMinutes(1));
        breaker.close();

        assertThat(listener.transitions().get(0).openFor()).isEqualTo(Duration.ofMinutes(6));
        assertThat(breaker.snapshot().tripReason()).isNull();
    }

    @Nested
    class ForcedOpen {

        @Test
        void rejectsEveryCallForEver() {
            breaker.forceOpen();

            ticker.advance(Duration.ofDays(1_000));

            assertThat(breaker.tryAcquire()).isNull();
            assertThat(breaker.state()).isEqualTo(State.FORCED_OPEN);
        }

        @Test
        void countsWhatItRejects() {
            breaker.forceOpen();

            for (int i = 0; i < 5; i++) {
                breaker.tryAcquire();
            }

            assertThat(breaker.snapshot().notPermittedCalls()).isEqualTo(5);
        }

        @Test
        void knowsNoNextProbe() {
            breaker.forceOpen();

            assertThat(breaker.snapshot().timeToNextProbe()).isNull();
        }

        @Test
        void endsTheWaitOfOpen() {
            Breaker open = in(State.OPEN);

            open.forceOpen();
            ticker.advance(Duration.ofDays(1));

            assertThat(open.state()).isEqualTo(State.FORCED_OPEN);
        }
    }

    @Nested
    class Disabled {

        @Test
        void permitsEverythingAndNeverTrips() {
            breaker.disable();

            Calls.fail(breaker, 1_000);

            assertThat(breaker.state()).isEqualTo(State.DISABLED);
        }

        @Test
        void recordsNothingButTheTotals() {
            breaker.disable();

            Calls.play("FFS", breaker, ticker);

            Snapshot snapshot = breaker.snapshot();
            assertThat(snapshot.bufferedCalls()).isZero();
            assertThat(snapshot.failureRate()).isNaN();
            assertThat(snapshot.consecutiveFailures()).isZero();
            assertThat(snapshot.consecutiveSuccesses()).isZero();
            assertThat(snapshot.lastFailure()).isNull();
            assertThat(snapshot.totalFailedCalls()).isEqualTo(2);
            assertThat(snapshot.totalSuccessfulCalls()).isOne();
        }

        @Test
        void endsAnOutage() {
            Breaker open = in(State.OPEN);

            open.disable();

            assertThat(open.snapshot().tripReason()).isNull();
        }
    }

    @Nested
    class MetricsOnly {

        @Test
        void permitsEverythingAndNeverTrips() {
            breaker.metricsOnly();

            Calls.fail(breaker, 1_000);

            assertThat(breaker.state()).isEqualTo(State.METRICS_ONLY);
        }

        @Test
        void recordsWhatClosedWouldHaveRecorded() {
            breaker.metricsOnly();

            Calls.play("SSSSSSSFFF", breaker, ticker);

            Snapshot snapshot = breaker.snapshot();
            assertThat(snapshot.bufferedCalls()).isEqualTo(10);
            assertThat(snapshot.failureRate()).isEqualTo(30);
            assertThat(snapshot.consecutiveFailures()).isEqualTo(3);
            assertThat(snapshot.lastFailure().message()).isEqualTo("down");
        }

        @Test
        void endsAnOutage() {
            Breaker open = in(State.OPEN);

            open.metricsOnly();

            assertThat(open.snapshot().tripReason()).isNull();
        }

        @Test
        void passesItsWindowOnToNobody() {
            breaker.metricsOnly();
            Calls.fail(breaker, 1_000);

            breaker.close();

            assertThat(breaker.snapshot().bufferedCalls()).isZero();
        }
    }

    private Breaker in(State state) {
        return Breaker.of("inventory", BreakerConfig.builder().initialState(state).build(), ticker);
    }

    private static Arguments action(Consumer<Breaker> action, State to, String reason) {
        return Arguments.of(action, to, reason);
    }
}
