package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** {@code callAsync}: a call is followed to its end, whoever ends it. */
class AsyncCallTests {

    private final Breaker breaker = Breaker.of("inventory", BreakerConfig.builder().build());
    private final CompletableFuture<String> source = new CompletableFuture<>();

    @Test
    void completesWithTheCallsValue() {
        CompletableFuture<String> result = guarded(source);
        assertThat(result).isNotDone();

        source.complete("reply");

        assertThat(result).isCompletedWithValue("reply");
        assertThat(breaker.snapshot().totalSuccessfulCalls()).isOne();
    }

    @Test
    void completesWithNullWhereTheCallDoes() {
        CompletableFuture<String> result = guarded(source);

        source.complete(null);

        assertThat(result).isCompletedWithValue(null);
    }

    @Test
    void failsWithTheCallsException() {
        IOException down = new IOException("down");
        CompletableFuture<String> result = guarded(source);

        source.completeExceptionally(down);

        assertThatThrownBy(result::get).isInstanceOf(ExecutionException.class).hasCause(down);
        assertThat(breaker.snapshot().totalFailedCalls()).isOne();
        assertThat(breaker.snapshot().lastFailure().type()).isEqualTo(IOException.class.getName());
    }

    @Test
    void looksBelowTheWrappersThatStagesAdd() {
        Breaker ignoring =
                Breaker.of(
                        "inventory",
                        BreakerConfig.builder().ignoreExceptions(IOException.class).build());
        CompletionStage<Integer> result =
                ignoring.callAsync(() -> source.thenApply(String::length));

        source.completeExceptionally(new IOException("down"));

        assertThat(result.toCompletableFuture()).isCompletedExceptionally();
        assertThat(ignoring.snapshot().totalIgnoredCalls()).isOne();
    }

    @Test
    void neverThrowsARejectionButFailsWithIt() {
        breaker.forceOpen();

        CompletableFuture<String> result = guarded(source);

        assertThatThrownBy(result::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(CallNotPermittedException.class);
        assertThat(breaker.snapshot().notPermittedCalls()).isOne();
    }

    @Test
    void neverThrowsWhatTheCallThrowsAtItsStartButFailsWithIt() {
        IOException down = new IOException("down");

        CompletionStage<String> result =
                breaker.callAsync(
                        () -> {
                            throw down;
                        });

        assertThatThrownBy(result.toCompletableFuture()::join).hasCause(down);
        assertThat(breaker.snapshot().totalFailedCalls()).isOne();
    }

    @Test
    void restoresTheInterruptionOfACallThatWasInterruptedAtItsStart() {
        CompletionStage<String> result =
                breaker.callAsync(
                        () -> {
                            throw new InterruptedException();
                        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.toCompletableFuture()).isCompletedExceptionally();
        assertThat(breaker.snapshot().totalIgnoredCalls()).isOne();
    }

    @Test
    void failsWhereTheCallReturnsNoStage() {
        CompletionStage<String> result = breaker.callAsync(() -> null);

        assertThatThrownBy(result.toCompletableFuture()::join)
                .hasCauseInstanceOf(NullPointerException.class)
                .hasRootCauseMessage("the call returned no stage");
        assertThat(breaker.snapshot().totalFailedCalls()).isOne();
    }

    @Test
    void asksTheResultPredicate() {
        Breaker judging =
                Breaker.of(
                        "inventory", BreakerConfig.builder().recordResult("503"::equals).build());

        CompletionStage<String> result =
                judging.callAsync(() -> CompletableFuture.completedStage("503"));

        assertThat(result.toCompletableFuture()).isCompletedWithValue("503");
        assertThat(judging.snapshot().totalFailedCalls()).isOne();
    }

    @Test
    void recordsTheOutcomeBeforeTheCallersFutureCompletes() {
        List<Long> recordedWhenCompleted = new ArrayList<>();
        guarded(source)
                .whenComplete(
                        (value, thrown) ->
                                recordedWhenCompleted.add(
                                        breaker.snapshot().totalSuccessfulCalls()));

        source.complete("reply");

        assertThat(recordedWhenCompleted).containsExactly(1L);
    }

    @Nested
    class Cancelled {

        @Test
        void cancelsTheCallAndHasNoVerdict() {
            CompletableFuture<String> result = guarded(source);

            assertThat(result.cancel(true)).isTrue();

            assertThat(source).isCancelled();
            assertThat(breaker.snapshot().totalIgnoredCalls()).isOne();
            assertThat(breaker.snapshot().bufferedCalls()).isZero();
        }

        @Test
        void hasNoVerdictWhereTheCallCancelsItself() {
            CompletableFuture<String> result = guarded(source);

            source.cancel(true);

            assertThatThrownBy(result::join).isInstanceOf(CancellationException.class);
            assertThat(breaker.snapshot().totalIgnoredCalls()).isOne();
        }

        @Test
        void doesNotCountTheCallAgainWhenItEndsAfterAll() {
            CompletableFuture<String> result = guarded(source.minimalCompletionStage());

            result.cancel(true);
            source.completeExceptionally(new IOException("too late"));

            assertThat(breaker.snapshot().totalIgnoredCalls()).isOne();
            assertThat(breaker.snapshot().totalFailedCalls()).isZero();
        }

        @Test
        void leavesACallAloneThatCannotBeCancelled() {
            StageOnly stage = new StageOnly();
            CompletableFuture<String> result = guarded(stage);

            assertThat(result.cancel(true)).isTrue();

            assertThat(stage.isDone()).isFalse();
            assertThat(breaker.snapshot().totalIgnoredCalls()).isOne();
        }

        @Test
        void givesAProbesPlaceBack() {
            breaker.halfOpen();
            for (int i = 0; i < 10; i++) {
                guarded(new CompletableFuture<>()).cancel(true);
            }

            assertThat(breaker.tryAcquire()).isNotNull();
            assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
        }
    }

    @Nested
    class CompletedByItsCaller {

        @Test
        void isAFailureWhereItTimedOut() throws InterruptedException {
            CountDownLatch recorded = new CountDownLatch(1);
            breaker.addListener(
                    new BreakerListener() {
                        @Override
                        public void onFailure(CallOutcome failure) {
                            if (failure.thrown() instanceof TimeoutException) {
                                recorded.countDown();
                            }
                        }
                    });

            guarded(source).orTimeout(1, TimeUnit.MILLISECONDS);

            assertThat(recorded.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(breaker.snapshot().totalFailedCalls()).isOne();
        }

        @Test
        void hasNoVerdictWhereTheValueCameFromElsewhere() {
            guarded(source).complete("a value from a cache");
            source.complete("too late");

            assertThat(breaker.snapshot().totalIgnoredCalls()).isOne();
            assertThat(breaker.snapshot().totalSuccessfulCalls()).isZero();
        }
    }

    @Nested
    class UnusualStage {

        @Test
        void isFollowedWhereItIsNoFuture() {
            StageOnly stage = new StageOnly();
            CompletableFuture<String> result = guarded(stage);

            stage.complete("reply");

            assertThat(result).isCompletedWithValue("reply");
            assertThat(breaker.snapshot().totalSuccessfulCalls()).isOne();
        }

        @Test
        void isAFailureWhereItCannotBeFollowed() {
            CompletionStage<String> broken =
                    new StageOnly() {
                        @Override
                        public CompletableFuture<String> whenComplete(
                                BiConsumer<? super String, ? super Throwable> action) {
                            throw new UnsupportedOperationException("a stage that is not one");
                        }
                    };

            assertThatThrownBy(guarded(broken)::join)
                    .hasRootCauseMessage("a stage that is not one");
            assertThat(breaker.snapshot().totalFailedCalls()).isOne();
        }
    }

    /** A stage that is no future for those who use it as a stage. */
    private static class StageOnly extends CompletableFuture<String> {

        @Override
        public CompletableFuture<String> toCompletableFuture() {
            throw new UnsupportedOperationException("not a future");
        }
    }

    private CompletableFuture<String> guarded(CompletionStage<String> stage) {
        return breaker.callAsync(() -> stage).toCompletableFuture();
    }
}
