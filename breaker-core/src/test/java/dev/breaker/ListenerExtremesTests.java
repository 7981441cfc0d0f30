package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners that behave as badly as they can. */
class ListenerExtremesTests {

    @Test
    void thatThrowChangeNothingForCallerBreakerOrOtherListeners() throws Exception {
        Breaker breaker =
                Breaker.of(
                        "b",
                        BreakerConfig.builder()
                                .minimumNumberOfCalls(1)
                                .failureRateThreshold(50)
                                .slidingWindowSize(2)
                                .slidingWindowType(WindowType.COUNT_BASED)
                                .build());
        breaker.addListener(throwing(new StackOverflowError()));
        RecordingListener next = RecordingListener.on(breaker);

        assertThat(breaker.<String, Exception>call(() -> "result")).isEqualTo("result");
        Calls.fail(breaker, 1);
        assertThat(breaker.tryAcquire()).isNull();

        assertThat(next.moves()).containsExactly("CLOSED -> OPEN");
        assertThat(next.outcomes()).hasSize(2);
        assertThat(next.rejections()).hasSize(1);
    }

    private BreakerListener throwing(Error error) {
        return new BreakerListener() {
            @Override
            public void onTransition(StateTransition transition) {
                throw error;
            }

            @Override
            public void onOutcome(CallOutcome outcome) {
                throw error;
            }

            @Override
            public void onNotPermitted(Rejection rejection) {
                throw error;
            }
        };
    }

    /** Each answers a transition with the next; none of them is inside another. */
    @Test
    void thatMoveTheBreakerHearOfItAfterwards() {
        Breaker breaker = Breaker.of("b", BreakerConfig.builder().build());
        List<String> heard = new ArrayList<>();
        breaker.addListener(
                new BreakerListener() {
                    @Override
                    public void onTransition(StateTransition transition) {
                        heard.add("begin " + transition.to());
                        switch (transition.to()) {
                            case FORCED_OPEN -> breaker.halfOpen();
                            case HALF_OPEN -> breaker.close();
                            default -> breaker.snapshot();
                        }
                        heard.add("end " + transition.to());
                    }
                });

        breaker.forceOpen();

        assertThat(heard)
                .containsExactly(
                        "begin FORCED_OPEN",
                        "end FORCED_OPEN",
                        "begin HALF_OPEN",
                        "end HALF_OPEN",
                        "begin CLOSED",
                        "end CLOSED");
    }

    /** Thousands deep, if it recursed. */
    @Test
    void thatMoveTheBreakerAgainAndAgainNeedNoStack() {
        Breaker breaker = Breaker.of("b", BreakerConfig.builder().build());
        int[] moves = {0};
        breaker.addListener(
                new BreakerListener() {
                    @Override
                    public void onTransition(StateTransition transition) {
                        if (++moves[0] >= 100_000) {
                            return;
                        }
                        if (transition.to() == State.CLOSED) {
                            breaker.forceOpen();
                        } else {
                            breaker.close();
                        }
                    }
                });

        breaker.forceOpen();

        assertThat(moves[0]).isEqualTo(100_000);
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    /** It holds up the thread that tells it, and nobody else. */
    @Test
    @Timeout(60)
    void thatHangHoldUpNoOtherCallAndMissNothing() throws Exception {
        Breaker breaker = Breaker.of("b", BreakerConfig.builder().build());
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        List<State> heard = new CopyOnWriteArrayList<>();
        breaker.addListener(
                new BreakerListener() {
                    @Override
                    public void onTransition(StateTransition transition) {
                        heard.add(transition.to());
                        entered.countDown();
                        awaitUninterrupted(released);
                    }
                });
        Thread telling = new Thread(breaker::forceOpen);
        telling.start();
        entered.await();

        assertThat(breaker.tryAcquire()).isNull();
        breaker.close();
        assertThat(breaker.call(() -> "reply")).isEqualTo("reply");
        assertThat(heard).containsExactly(State.FORCED_OPEN);

        released.countDown();
        telling.join();
        assertThat(heard).containsExactly(State.FORCED_OPEN, State.CLOSED);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
