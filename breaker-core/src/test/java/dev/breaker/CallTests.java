package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code call} and {@code run}: the caller gets the operation's own result or exception. */
class CallTests {

    private final FakeTicker ticker = new FakeTicker();
    private final Breaker breaker =
            Breaker.of("inventory", BreakerConfig.builder().build(), ticker);

    @Test
    void returnsWhatTheOperationReturns() {
        Object reply = new Object();

        assertThat(breaker.call(() -> reply)).isSameAs(reply);
        assertThat(breaker.snapshot().totalSuccessfulCalls()).isOne();
    }

    @Test
    void returnsNullWhereTheOperationDoes() {
        String nothing = breaker.call(() -> null);

        assertThat(nothing).isNull();
        assertThat(breaker.snapshot().totalSuccessfulCalls()).isOne();
    }

    @Test
    void runsAnOperationWithoutAResult() {
        StringBuilder ran = new StringBuilder();

        breaker.run(() -> ran.append("ran"));

        assertThat(ran).hasToString("ran");
        assertThat(breaker.snapshot().totalSuccessfulCalls()).isOne();
    }

    static Stream<Throwable> everyKindOfFailure() {
        return Stream.of(
                new IllegalStateException(),
                new IOException(),
                new OutOfMemoryError(),
                new AssertionError(),
                new Throwable());
    }

    @ParameterizedTest
    @MethodSource("everyKindOfFailure")
    void throwsWhatTheOperationThrowsAndCountsIt(Throwable thrown) {
        assertThatThrownBy(() -> breaker.call(() -> Calls.raise(thrown))).isSameAs(thrown);
        assertThatThrownBy(() -> breaker.run(() -> Calls.raise(thrown))).isSameAs(thrown);

        assertThat(breaker.snapshot().totalFailedCalls()).isEqualTo(2);
        assertThat(breaker.snapshot().bufferedCalls()).isEqualTo(2);
        assertThat(thrown.getSuppressed()).isEmpty();
    }

    static Stream<Throwable> everyKindOfNoVerdict() {
        return Stream.of(new InterruptedException(), new CancellationException());
    }

    @ParameterizedTest
    @MethodSource("everyKindOfNoVerdict")
    void throwsButDoesNotCountWhatIsNoVerdict(Throwable thrown) {
        assertThatThrownBy(() -> breaker.call(() -> Calls.raise(thrown))).isSameAs(thrown);

        assertThat(breaker.snapshot().totalIgnoredCalls()).isOne();
        assertThat(breaker.snapshot().bufferedCalls()).isZero();
    }

    @Test
    void leavesTheInterruptedStatusAsItIs() {
        Thread.currentThread().interrupt();

        breaker.call(() -> "reply");

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void runsOnTheThreadOfItsCaller() {
        assertThat(breaker.call(Thread::currentThread)).isSameAs(Thread.currentThread());
    }

    @Test
    void doesNotMakeARejectedCall() {
        breaker.forceOpen();

        assertThatThrownBy(() -> breaker.call(() -> Calls.raise(new AssertionError("was made"))))
                .isInstanceOf(CallNotPermittedException.class);
        assertThatThrownBy(() -> breaker.run(() -> Calls.raise(new AssertionError("was made"))))
                .isInstanceOf(CallNotPermittedException.class);
        assertThat(breaker.snapshot().notPermittedCalls()).isEqualTo(2);
    }

    @Test
    void maySayThatAResultIsAFailure() {
        Breaker judging =
                Breaker.of(
                        "inventory", BreakerConfig.builder().recordResult("503"::equals).build());

        assertThat(judging.call(() -> "503")).isEqualTo("503");

        assertThat(judging.snapshot().totalFailedCalls()).isOne();
        assertThat(judging.snapshot().lastFailure().type()).isEqualTo("result");
    }

    @Test
    void mayBeNested() {
        Breaker outer = Breaker.of("order", BreakerConfig.builder().build());
        breaker.forceOpen();

        assertThatThrownBy(() -> outer.call(() -> breaker.call(() -> "reply")))
                .isInstanceOfSatisfying(
                        CallNotPermittedException.class,
                        rejected -> assertThat(rejected.breakerName()).isEqualTo("inventory"));

        assertThat(outer.snapshot().totalIgnoredCalls()).isOne();
    }

    /**
     * The user's own code is broken: the call is settled once, and its caller sees nothing of it.
     */
    @Nested
    class Contains {

        private final Breaker broken =
                Breaker.of(
                        "inventory",
                        BreakerConfig.builder()
                                .recordResult(
                                        any -> Calls.raise(new IllegalStateException("predicate")))
                                .recordFailurePredicate(
                                        any -> Calls.raise(new LinkageError("predicate")))
                                .ignoreExceptionPredicate(
                                        any -> Calls.raise(new IllegalStateException("predicate")))
                                .tripWhen(any -> Calls.raise(new StackOverflowError()))
                                .build());

        @Test
        void predicatesThatThrow() {
            IOException own = new IOException("the call's own");

            assertThat(broken.call(() -> "reply")).isEqualTo("reply");
            assertThatThrownBy(() -> broken.call(() -> Calls.raise(own))).isSameAs(own);

            assertThat(broken.snapshot().totalSuccessfulCalls()).isOne();
            assertThat(broken.snapshot().totalFailedCalls()).isOne();
            assertThat(own.getSuppressed()).isEmpty();
        }

        @Test
        void listenersThatThrow() {
            breaker.addListener(
                    new BreakerListener() {
                        @Override
                        public void onOutcome(CallOutcome outcome) {
                            throw new AssertionError("broken listener");
                        }
                    });
            IOException own = new IOException("the call's own");

            assertThat(breaker.call(() -> "reply")).isEqualTo("reply");
            assertThatThrownBy(() -> breaker.call(() -> Calls.raise(own))).isSameAs(own);

            assertThat(breaker.snapshot().bufferedCalls()).isEqualTo(2);
        }

        @Test
        void exceptionsThatCannotBeRead() {
            breaker.halfOpen();
            Unreadable own = new Unreadable();

            assertThatThrownBy(() -> breaker.run(() -> Calls.raise(own))).isSameAs(own);

            assertThat(breaker.snapshot().failedCalls()).isOne();
            assertThat(breaker.snapshot().lastFailure().message()).isNull();
        }

        private static final class Unreadable extends Exception {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new StackOverflowError();
            }

            @Override
            public synchronized Throwable getCause() {
                throw new IllegalStateException("no cause today");
            }
        }
    }
}
