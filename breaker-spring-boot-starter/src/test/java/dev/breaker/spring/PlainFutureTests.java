package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.CallNotPermittedException;
import dev.breaker.annotation.CircuitBreaker;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** Methods that declare no more than {@link Future}, which may tell only those who ask. */
class PlainFutureTests {

    private static final IOException FAILURE = new IOException("down");

    public static class Client {

        @CircuitBreaker(name = "backend")
        public @Nullable Future<String> read(@Nullable Future<String> answer) {
            return answer;
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "value")
        public Future<String> orValue(Future<String> answer) {
            return answer;
        }

        private String value(Future<String> answer, Exception thrown) {
            return "instead of " + thrown.getMessage();
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "task")
        public Future<String> orTask(Future<String> answer, FutureTask<String> further) {
            return answer;
        }

        private Future<String> task(Future<String> answer, FutureTask<String> further) {
            return further;
        }
    }

    private static void with(BiConsumer<ApplicationContext, Client> test) {
        AnnotatedApplication.with(Client.class)
                .run(context -> test.accept(context, context.getBean(Client.class)));
    }

    private static FutureTask<String> task() {
        return new FutureTask<>(() -> "done");
    }

    private static FutureTask<String> failing() {
        return new FutureTask<>(
                () -> {
                    throw FAILURE;
                });
    }

    @Test
    void aStageIsFollowedWithoutBeingAsked() {
        with(
                (context, client) -> {
                    CompletableFuture<String> source = new CompletableFuture<>();
                    Future<String> answer = client.read(source);
                    assertThat(answer.isDone()).isFalse();
                    source.complete("pushed");
                    assertThat(Totals.of(context)).isEqualTo(Totals.success());
                    assertThat(answer).succeedsWithin(0, TimeUnit.SECONDS).isEqualTo("pushed");
                });
    }

    @Test
    void anyOtherSettlesWhenItIsAsked() {
        with(
                (context, client) -> {
                    FutureTask<String> task = task();
                    Future<String> answer = client.read(task);
                    task.run();
                    assertThat(Totals.of(context)).isEqualTo(Totals.none());
                    assertThat(answer).succeedsWithin(1, TimeUnit.SECONDS).isEqualTo("done");
                    assertThat(answer).succeedsWithin(1, TimeUnit.SECONDS).isEqualTo("done");
                    assertThat(Totals.of(context)).isEqualTo(Totals.success());
                });
    }

    @Test
    void alsoWhenItIsAskedWhetherItIsDone() {
        with(
                (context, client) -> {
                    FutureTask<String> task = failing();
                    Future<String> answer = client.read(task);
                    assertThat(answer.isDone()).isFalse();
                    task.run();
                    Thread.currentThread().interrupt();
                    assertThat(answer.isDone()).isTrue();
                    assertThat(Thread.interrupted()).isTrue();
                    assertThat(Totals.of(context)).isEqualTo(Totals.failure());
                    assertThatThrownBy(answer::get)
                            .isInstanceOf(ExecutionException.class)
                            .hasCause(FAILURE);
                    assertThat(Totals.of(context)).isEqualTo(Totals.failure());
                });
    }

    @Test
    void cancellingCancelsTheSourceAndIsNoVerdict() {
        with(
                (context, client) -> {
                    FutureTask<String> task = task();
                    Future<String> answer = client.read(task);
                    assertThat(answer.cancel(false)).isTrue();
                    assertThat(task.isCancelled()).isTrue();
                    assertThat(answer.isCancelled()).isTrue();
                    assertThat(answer.isDone()).isTrue();
                    assertThatThrownBy(answer::get).isInstanceOf(CancellationException.class);
                    assertThat(Totals.of(context)).isEqualTo(Totals.noVerdict());
                });
    }

    @Test
    void whatIsDoneCannotBeCancelled() {
        with(
                (context, client) -> {
                    FutureTask<String> task = task();
                    Future<String> answer = client.read(task);
                    task.run();
                    assertThat(answer.cancel(true)).isFalse();
                    assertThat(answer.isCancelled()).isFalse();
                    assertThat(Totals.of(context)).isEqualTo(Totals.success());
                });
    }

    @Test
    void aSourceThatIsCancelledIsNoVerdict() {
        with(
                (context, client) -> {
                    FutureTask<String> task = task();
                    Future<String> answer = client.read(task);
                    task.cancel(true);
                    assertThat(answer.isCancelled()).isTrue();
                    assertThat(Totals.of(context)).isEqualTo(Totals.noVerdict());
                });
    }

    @Test
    void toWaitInVainIsAFailureOnce() {
        with(
                (context, client) -> {
                    FutureTask<String> task = task();
                    Future<String> answer = client.read(task);
                    for (int i = 0; i < 2; i++) {
                        assertThatThrownBy(() -> answer.get(1, TimeUnit.NANOSECONDS))
                                .isInstanceOf(TimeoutException.class);
                    }
                    assertThat(Totals.of(context)).isEqualTo(Totals.failure());
                    task.run();
                    assertThat(answer).succeedsWithin(1, TimeUnit.SECONDS).isEqualTo("done");
                    assertThat(Totals.of(context)).isEqualTo(Totals.failure());
                });
    }

    @Test
    void toWaitInVainForAStageIsAFailureToo() {
        with(
                (context, client) -> {
                    Future<String> answer = client.read(new CompletableFuture<>());
                    assertThatThrownBy(() -> answer.get(1, TimeUnit.NANOSECONDS))
                            .isInstanceOf(TimeoutException.class);
                    assertThat(Totals.of(context)).isEqualTo(Totals.failure());
                });
    }

    @Test
    void toBeInterruptedWhileWaitingSaysNothingOfTheCall() {
        with(
                (context, client) -> {
                    FutureTask<String> task = failing();
                    Future<String> answer = client.orValue(task);
                    Thread.currentThread().interrupt();
                    assertThatThrownBy(answer::get).isInstanceOf(InterruptedException.class);
                    assertThat(Totals.of(context)).isEqualTo(Totals.none());
                    task.run();
                    assertThat(answer)
                            .succeedsWithin(1, TimeUnit.SECONDS)
                            .isEqualTo("instead of down");
                    assertThat(Totals.of(context)).isEqualTo(Totals.failure());
                });
    }

    @Test
    void rejectionAndNullAreInTheFuture() {
        with(
                (context, client) -> {
                    assertThatThrownBy(client.read(null)::get)
                            .hasCauseInstanceOf(NullPointerException.class);
                    breaker(context, "backend").forceOpen();
                    Future<String> answer = client.read(task());
                    assertThat(answer.isDone()).isTrue();
                    assertThatThrownBy(answer::get)
                            .hasCauseInstanceOf(CallNotPermittedException.class);
                    assertThat(Totals.of(context)).isEqualTo(new Totals(0, 1, 0, 1));
                });
    }

    @Test
    void aFallbackRunsOnceForWhoeverAsksFirst() {
        with(
                (context, client) -> {
                    FutureTask<String> task = failing();
                    Future<String> answer = client.orValue(task);
                    task.run();
                    for (int i = 0; i < 2; i++) {
                        assertThat(answer)
                                .succeedsWithin(1, TimeUnit.SECONDS)
                                .isEqualTo("instead of down");
                    }
                    assertThat(context.getBean(FallbackCounts.class).of("backend").sum())
                            .isEqualTo(1);
                    assertThat(Totals.of(context)).isEqualTo(Totals.failure());
                });
    }

    @Test
    void itRunsAlsoWhereSomebodyHasWaitedInVainBefore() {
        with(
                (context, client) -> {
                    FutureTask<String> task = failing();
                    Future<String> answer = client.orValue(task);
                    assertThatThrownBy(() -> answer.get(1, TimeUnit.NANOSECONDS))
                            .isInstanceOf(TimeoutException.class);
                    task.run();
                    assertThat(answer)
                            .succeedsWithin(1, TimeUnit.SECONDS)
                            .isEqualTo("instead of down");
                    assertThat(Totals.of(context)).isEqualTo(Totals.failure());
                });
    }

    @Test
    void aFallbacksOwnFutureIsAskedInTurn() {
        with(
                (context, client) -> {
                    FutureTask<String> further = task();
                    Future<String> answer =
                            client.orTask(CompletableFuture.failedFuture(FAILURE), further);
                    assertThat(answer.isDone()).isFalse();
                    assertThatThrownBy(() -> answer.get(1, TimeUnit.NANOSECONDS))
                            .isInstanceOf(TimeoutException.class);
                    further.run();
                    assertThat(answer.isDone()).isTrue();
                    assertThat(answer).succeedsWithin(1, TimeUnit.SECONDS).isEqualTo("done");
                    assertThat(Totals.of(context)).isEqualTo(Totals.failure());
                });
    }

    @Test
    void aFallbacksOwnFutureIsCancelledInTurn() {
        with(
                (context, client) -> {
                    FutureTask<String> further = task();
                    Future<String> answer =
                            client.orTask(CompletableFuture.failedFuture(FAILURE), further);
                    assertThat(answer.cancel(true)).isTrue();
                    assertThat(further.isCancelled()).isTrue();
                    assertThat(answer.isCancelled()).isTrue();
                });
    }

    @Test
    void whatAFallbacksOwnFutureFailsWithSuppressesTheFailure() {
        with(
                (context, client) -> {
                    IllegalStateException broken = new IllegalStateException("no stock");
                    FutureTask<String> further =
                            new FutureTask<>(
                                    () -> {
                                        throw broken;
                                    });
                    further.run();
                    Future<String> answer =
                            client.orTask(CompletableFuture.failedFuture(FAILURE), further);
                    assertThatThrownBy(answer::get).hasCause(broken);
                    assertThat(broken).hasSuppressedException(FAILURE);
                });
    }
}
