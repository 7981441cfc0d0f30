package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** What an event tells those who listen. */
class BreakerEventTests {

    private final FakeTicker ticker = new FakeTicker();
    private final Breaker breaker =
            Breaker.of(
                    "inventory",
                    BreakerConfig.builder().consecutiveFailuresThreshold(2).build(),
                    ticker);
    private final RecordingListener listener = RecordingListener.on(breaker);

    @Test
    void ofAnOutcomeTellsWhatWhoHowLongAndWhatWasThrown() {
        IOException down = new IOException("down");
        Permit permit = breaker.acquire();

        ticker.advance(Duration.ofMillis(250));
        permit.failed(new CompletionException(down));

        assertThat(listener.outcomes())
                .containsExactly(
                        new CallOutcome(
                                "inventory", Outcome.FAILURE, Duration.ofMillis(250), down));
    }

    @Test
    void ofAnIgnoredCallTellsSoToo() {
        breaker.acquire().cancel();

        assertThat(listener.outcomes())
                .containsExactly(
                        new CallOutcome("inventory", Outcome.IGNORED, Duration.ZERO, null));
    }

    @Test
    void hasNoDurationWhereTheCallBeganBeforeAnybodyListened() {
        Breaker quiet = Breaker.of("payment", BreakerConfig.builder().build(), ticker);
        Permit permit = quiet.acquire();
        RecordingListener late = RecordingListener.on(quiet);

        permit.succeeded();

        assertThat(late.outcomes())
                .containsExactly(new CallOutcome("payment", Outcome.SUCCESS, null, null));
    }

    @Test
    void ofARejectionTellsStateAndReason() {
        Calls.fail(breaker, 2);

        breaker.tryAcquire();

        assertThat(listener.rejections())
                .containsExactly(
                        new Rejection(
                                "inventory",
                                State.OPEN,
                                "2 consecutive failures reached the threshold of 2; failures: 2 x java.lang.IllegalStateException"));
    }

    @Test
    void ofATransitionTellsFromToWhyWhenAndTheLastFailure() {
        Calls.fail(breaker, 2);

        StateTransition opened = listener.transitions().get(0);
        assertThat(opened.breaker()).isEqualTo("inventory");
        assertThat(opened.from()).isEqualTo(State.CLOSED);
        assertThat(opened.to()).isEqualTo(State.OPEN);
        assertThat(opened.reason())
                .isEqualTo(
                        "2 consecutive failures reached the threshold of 2; failures: 2 x java.lang.IllegalStateException");
        assertThat(opened.at()).isEqualTo(breaker.snapshot().since());
        assertThat(opened.openFor()).isZero();
        assertThat(opened.lastFailure()).isEqualTo(breaker.snapshot().lastFailure());
    }

    @Test
    void ofATransitionTellsHowLongCallsWereKeptAwayInAll() {
        Calls.fail(breaker, 2);
        ticker.advance(Duration.ofSeconds(30));
        Calls.fail(breaker, 1);
        ticker.advance(Duration.ofSeconds(30));
        Calls.succeed(breaker, 3);

        assertThat(listener.transitions())
                .extracting(StateTransition::to, StateTransition::openFor)
                .containsExactly(
                        tuple(State.OPEN, 0),
                        tuple(State.HALF_OPEN, 30),
                        tuple(State.OPEN, 30),
                        tuple(State.HALF_OPEN, 60),
                        tuple(State.CLOSED, 60));
    }

    private static Tuple tuple(State to, long seconds) {
        return Tuple.tuple(to, Duration.ofSeconds(seconds));
    }

    @Test
    void ofAResetTellsWhichFailureItMadeForgotten() {
        breaker.acquire().failed(new IOException("down"));
        breaker.acquire().failed(new IOException("down"));

        breaker.reset();

        Failure forgotten = listener.transitions().get(1).lastFailure();
        assertThat(Figures.textOf(forgotten)).isEqualTo("down");
        assertThat(breaker.snapshot().lastFailure()).isNull();
    }
}
