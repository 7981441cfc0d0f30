package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static dev.breaker.spring.RememberingApplication.time;
import static dev.breaker.spring.RememberingApplication.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.CallNotPermittedException;
import dev.breaker.annotation.CircuitBreaker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Of a future the value is remembered when it comes, and served in a future. */
class MemoryOfFuturesTests {

    private static final RuntimeException FAILURE = new IllegalStateException("down");

    /** Hands out futures that tests complete. */
    public static class Inventory {

        private CompletableFuture<String> next = new CompletableFuture<>();

        CompletableFuture<String> next() {
            next = new CompletableFuture<>();
            return next;
        }

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public CompletableFuture<String> stock(String sku) {
            return next;
        }

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public CompletionStage<Optional<String>> perhaps(String sku) {
            return next.thenApply(Optional::of);
        }

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public Future<String> plain(String sku) {
            FutureTask<String> task = new FutureTask<>(next::join);
            task.run();
            return task;
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "other", fallbackCache = "stock")
        public CompletableFuture<String> chained(String sku) {
            return next;
        }

        @CircuitBreaker(name = "other")
        CompletableFuture<String> other(String sku) {
            return next;
        }
    }

    private static void onAnotherThread(Runnable task) {
        CompletableFuture.runAsync(task).join();
    }

    @Test
    void theValueIsRememberedWhenItComes() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            CompletableFuture<String> first = inventory.next();
                            CompletableFuture<String> answer = inventory.stock("book");
                            CompletableFuture<String> second = inventory.next();
                            second.completeExceptionally(FAILURE);
                            assertThat(inventory.stock("book"))
                                    .isCompletedExceptionally(); // nothing is known yet

                            time(context).advance(Duration.ofMinutes(1));
                            onAnotherThread(() -> first.complete("12"));
                            assertThat(answer).isCompletedWithValue("12");
                            time(context).advance(Duration.ofMinutes(2));

                            LastKnown<CompletableFuture<String>> stale =
                                    LastKnown.of(() -> inventory.stock("book"));
                            assertThat(stale.value()).isCompletedWithValue("12");
                            assertThat(stale.age()).isEqualTo(Duration.ofMinutes(2));
                            assertThat(context.getBean(FallbackCounts.class).of("backend").sum())
                                    .isOne();
                        });
    }

    @Test
    void aRejectionIsAnsweredWithAFutureThatHasTheValue() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.next().complete("12");
                            inventory.stock("book");
                            breaker(context, "backend").forceOpen();

                            assertThat(inventory.stock("book")).isCompletedWithValue("12");
                            assertThatThrownBy(() -> inventory.stock("lamp").join())
                                    .hasCauseInstanceOf(CallNotPermittedException.class);
                        });
    }

    @Test
    void whoeverListenedWhenTheCallBeganHearsOfAFailureOnAnotherThread() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.next().complete("12");
                            inventory.stock("book");
                            CompletableFuture<String> source = inventory.next();

                            LastKnown<CompletableFuture<String>> mine =
                                    LastKnown.of(() -> inventory.stock("book"));
                            CompletableFuture<Boolean> known =
                                    mine.value().thenApply(value -> mine.isStale());
                            LastKnown<Boolean> ofTheOther =
                                    LastKnown.of(() -> source.completeExceptionally(FAILURE));

                            assertThat(known).isCompletedWithValue(true);
                            assertThat(ofTheOther.isStale()).isFalse();
                            assertThat(Staleness.current()).isNull();
                        });
    }

    @Test
    void whereNothingIsKnownTheFutureFailsAsItDid() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.next().completeExceptionally(FAILURE);

                            assertThatThrownBy(() -> inventory.stock("book").join())
                                    .isInstanceOf(CompletionException.class)
                                    .hasCause(FAILURE);
                            assertThat(FAILURE).hasNoSuppressedExceptions();
                        });
    }

    @Test
    void anOptionalComesBackAsOne() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.next().complete("12");
                            inventory.perhaps("book");
                            inventory.next().completeExceptionally(FAILURE);

                            assertThat(inventory.perhaps("book").toCompletableFuture())
                                    .isCompletedWithValue(Optional.of("12"));
                        });
    }

    /** Such a future tells of its end only when it is asked. */
    @Test
    void aPlainFutureIsRememberedWhenItIsAsked() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.next().complete("12");
                            assertThat(inventory.plain("book").get()).isEqualTo("12");
                            inventory.next().completeExceptionally(FAILURE);

                            LastKnown<Future<String>> answer =
                                    LastKnown.of(() -> inventory.plain("book"));
                            assertThat(answer.value().get()).isEqualTo("12");
                            assertThat(answer.isStale()).isTrue();
                            assertThatThrownBy(() -> inventory.plain("lamp").get())
                                    .isInstanceOf(ExecutionException.class);
                        });
    }

    /** The time-out was its verdict. */
    @Test
    void whatComesAfterTheCallersTimeOutIsNotRemembered() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            CompletableFuture<String> source = inventory.next();
                            inventory.stock("book").completeExceptionally(new TimeoutException());
                            source.complete("12");
                            inventory.next().completeExceptionally(FAILURE);

                            assertThat(inventory.stock("book")).isCompletedExceptionally();
                        });
    }

    @Test
    void whereAGuardedFallbackFailsTooTheLastKnownValueIsServed() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.next().complete("12");
                            inventory.chained("book");
                            CompletableFuture<String> source = inventory.next();

                            LastKnown<CompletableFuture<String>> answer =
                                    LastKnown.of(() -> inventory.chained("book"));
                            onAnotherThread(() -> source.completeExceptionally(FAILURE));

                            assertThat(answer.value()).isCompletedWithValue("12");
                            assertThat(answer.isStale()).isTrue();
                        });
    }

    public static class Unfit {

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public CompletableFuture<Void> nothing() {
            return new CompletableFuture<>();
        }
    }

    @Test
    void aFutureOfNothingCannotBeRemembered() {
        assertThat(
                        StartupProblems.of(
                                RememberingApplication.remembering(
                                        AnnotatedApplication.with(Unfit.class))))
                .containsExactly(
                        "Unfit.nothing(): It has a fallbackCache and returns nothing that could be remembered.");
    }
}
