package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * How long a breaker was in which state, how often it opened, what it kept away, what came late.
 */
class TimeInStatesTests {

    private static final Duration WAIT = Duration.ofSeconds(30);

    private final FakeTicker ticker = new FakeTicker();
    private final Breaker breaker =
            Breaker.of(
                    "inventory",
                    BreakerConfig.builder()
                            .minimumNumberOfCalls(1)
                            .waitDurationInOpenState(WAIT)
                            .permittedNumberOfCallsInHalfOpenState(1)
                            .maxWaitDurationInHalfOpenState(WAIT)
                            .build(),
                    ticker);

    @Test
    void knowsEveryStateFromTheBeginning() {
        assertThat(breaker.snapshot().timeInStates())
                .containsOnlyKeys(State.values())
                .allSatisfy((state, time) -> assertThat(time).isZero());
    }

    @Test
    void addsUpToTheLifeOfTheBreakerWhoeverLooksWhenever() {
        ticker.advance(Duration.ofSeconds(7));
        Calls.fail(breaker, 1);
        ticker.advance(Duration.ofSeconds(40)); // nobody looks when the wait is over
        breaker.forceOpen();
        ticker.advance(Duration.ofSeconds(3));
        breaker.close();
        ticker.advance(Duration.ofSeconds(2));

        Map<State, Duration> times = breaker.snapshot().timeInStates();

        assertThat(times)
                .containsEntry(State.CLOSED, Duration.ofSeconds(9))
                .containsEntry(State.OPEN, WAIT)
                .containsEntry(State.HALF_OPEN, Duration.ofSeconds(10))
                .containsEntry(State.FORCED_OPEN, Duration.ofSeconds(3));
        assertThat(times.values().stream().reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(Duration.ofSeconds(52));
    }

    @Test
    void countsOpeningsButNotAnOperatorsHand() {
        Calls.fail(breaker, 1);
        ticker.advance(WAIT);
        Calls.fail(breaker, 1); // the probe
        ticker.advance(WAIT);
        breaker.acquire();
        ticker.advance(WAIT); // its lease
        breaker.forceOpen();

        assertThat(breaker.snapshot().openings()).isEqualTo(3);
        breaker.reset();
        assertThat(breaker.snapshot().openings()).isEqualTo(3); // for life
    }

    @Test
    void countsWhatIsShedUntilTheBreakerCloses() {
        breaker.forceOpen();
        breaker.tryAcquire();
        breaker.close();
        assertThat(breaker.snapshot().shedCalls()).isZero();
        RecordingListener listener = RecordingListener.on(breaker);

        Calls.fail(breaker, 1);
        breaker.tryAcquire();
        breaker.tryAcquire();
        ticker.advance(WAIT);
        Permit probe = breaker.acquire();
        breaker.tryAcquire();

        assertThat(breaker.snapshot().shedCalls()).isEqualTo(3);
        assertThat(breaker.snapshot().notPermittedCalls()).isEqualTo(4);
        probe.succeeded();
        assertThat(breaker.snapshot().shedCalls()).isZero();
        assertThat(listener.transitions())
                .extracting(StateTransition::notPermittedCalls)
                .containsExactly(0L, 2L, 3L);
    }

    @Test
    void countsLateOutcomes() {
        Permit judged = breaker.acquire();
        Permit cancelled = breaker.acquire();
        Permit inTime = breaker.acquire();
        inTime.failed(new IllegalStateException());

        judged.succeeded();
        cancelled.cancel();

        assertThat(breaker.snapshot().lateCalls()).isEqualTo(2);
        assertThat(breaker.snapshot().totalSuccessfulCalls()).isEqualTo(1);
    }

    @Test
    void countsAsLateWhatComesAfterTheLeaseThoughNobodyLooked() {
        breaker.halfOpen();
        Permit cancelled = breaker.acquire();
        ticker.advance(WAIT);

        cancelled.cancel();

        assertThat(breaker.snapshot().lateCalls()).isEqualTo(1);
    }

    @Test
    void countsAsLateWhatComesAfterAnOrderThoughNobodyLooked() {
        breaker.disable(Intervention.UNEXPLAINED.lasting(WAIT));
        Permit judged = breaker.acquire();
        Permit cancelled = breaker.acquire();
        ticker.advance(WAIT);

        cancelled.cancel();
        judged.failed(new IllegalStateException());

        assertThat(breaker.snapshot().lateCalls()).isEqualTo(2);
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        assertThat(breaker.snapshot().bufferedCalls()).isZero();
    }
}
