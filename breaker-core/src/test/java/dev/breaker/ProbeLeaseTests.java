package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/**
 * A round of probes that is not decided in time ends by itself: no probe keeps a place for ever.
 */
class ProbeLeaseTests {

    private static final Duration LEASE = Duration.ofSeconds(20);

    private final FakeTicker ticker = new FakeTicker();

    @Test
    void reopensWhenTheRoundHasLastedTooLong() {
        Breaker breaker = halfOpen(settings());
        breaker.acquire();

        ticker.advance(LEASE.minusNanos(1));
        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
        ticker.advance(Duration.ofNanos(1));

        assertThat(breaker.state()).isEqualTo(State.OPEN);
        assertThat(breaker.snapshot().tripReason())
                .isEqualTo("0 of 3 probes were settled within PT20S of the first");
    }

    @Test
    void closesInsteadWhereConfigured() {
        Breaker breaker = halfOpen(settings().transitionToStateAfterWaitDuration(State.CLOSED));
        RecordingListener listener = RecordingListener.on(breaker);
        breaker.acquire();
        Calls.fail(breaker, 1);

        ticker.advance(LEASE);

        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        assertThat(breaker.snapshot().bufferedCalls()).isZero();
        assertThat(listener.transitions().get(0).reason())
                .isEqualTo(
                        "1 of 3 probes were settled within PT20S of the first; failures: 1 x java.lang.IllegalStateException");
    }

    @Test
    void countsFromTheFirstProbeNotFromTheBeginningOfHalfOpen() {
        Breaker breaker = halfOpen(settings());

        ticker.advance(LEASE.multipliedBy(10));
        breaker.acquire();
        ticker.advance(LEASE.minusNanos(1));

        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
    }

    @Test
    void isNotProlongedByLaterProbes() {
        Breaker breaker = halfOpen(settings());
        breaker.acquire();

        ticker.advance(LEASE.dividedBy(2));
        breaker.acquire();
        ticker.advance(LEASE.dividedBy(2));

        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    @Test
    void waitsWithoutEndForAProbe() {
        Breaker breaker = halfOpen(settings());

        ticker.advance(Duration.ofDays(1_000));

        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
    }

    @Test
    void hasNoLimitWhereTheSettingIsZero() {
        Breaker breaker = halfOpen(settings().maxWaitDurationInHalfOpenState(Duration.ZERO));
        breaker.acquire();

        ticker.advance(Duration.ofDays(1_000));

        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
    }

    @Test
    void isNoticedByACallThatThenIsRejected() {
        Breaker breaker = halfOpen(settings());
        breaker.acquire();

        ticker.advance(LEASE);

        assertThat(breaker.tryAcquire()).isNull();
        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    @Test
    void isDatedToWhenItEndedSoThatTheWaitIsNotProlonged() {
        Breaker breaker = halfOpen(settings());
        breaker.acquire();
        RecordingListener listener = RecordingListener.on(breaker);

        ticker.advance(LEASE.plusSeconds(4));
        Duration toNextProbe = breaker.snapshot().timeToNextProbe();

        assertThat(toNextProbe).hasSeconds(30 - 4);
        assertThat(listener.transitions().get(0).at())
                .isCloseTo(Instant.now().minusSeconds(4), within(3, ChronoUnit.SECONDS));
    }

    @Test
    void beginsAnotherRoundAfterAnotherWaitWithAllPlacesFree() {
        Breaker breaker = halfOpen(settings());
        RecordingListener listener = RecordingListener.on(breaker);
        for (int i = 0; i < 3; i++) {
            breaker.acquire(); // they hang for ever
        }

        ticker.advance(LEASE.plusSeconds(30));
        Calls.succeed(breaker, 2);

        assertThat(listener.moves())
                .containsExactly("HALF_OPEN -> OPEN", "OPEN -> HALF_OPEN", "HALF_OPEN -> CLOSED");
    }

    @Test
    void leavesOutcomesThatComeTooLateWithoutAVote() {
        Breaker breaker = halfOpen(settings().permittedNumberOfCallsInHalfOpenState(1));
        Permit hanging = breaker.acquire();

        ticker.advance(LEASE);
        hanging.succeeded();

        assertThat(breaker.state()).isEqualTo(State.OPEN);
        assertThat(breaker.snapshot().totalSuccessfulCalls()).isOne();
    }

    @Test
    void doesNotTakeAFailureThatComesTooLateForTheLastOne() {
        Breaker breaker = halfOpen(settings());
        Permit hanging = breaker.acquire();

        ticker.advance(LEASE);
        hanging.failed(new IllegalStateException("too late"));

        assertThat(breaker.snapshot().lastFailure()).isNull();
        assertThat(breaker.snapshot().totalFailedCalls()).isOne();
    }

    /** Otherwise a backend whose probes are all ignored would never be asked to decide. */
    @Test
    void endsARoundOfIgnoredProbesToo() {
        Breaker breaker = halfOpen(settings());
        Calls.ignore(breaker, 5);

        ticker.advance(LEASE);

        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    private static BreakerConfig.Builder settings() {
        return BreakerConfig.builder().maxWaitDurationInHalfOpenState(LEASE);
    }

    private Breaker halfOpen(BreakerConfig.Builder settings) {
        Breaker breaker = Breaker.of("inventory", settings.build(), ticker);
        breaker.halfOpen();
        return breaker;
    }
}
