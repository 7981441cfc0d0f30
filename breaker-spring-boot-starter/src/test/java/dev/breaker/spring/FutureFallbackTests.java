package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.CallNotPermittedException;
import dev.breaker.annotation.CircuitBreaker;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** What comes instead of a future that fails. */
class FutureFallbackTests {

    private static final IOException FAILURE = new IOException("down");

    private static CompletableFuture<String> failed() {
        return CompletableFuture.failedFuture(FAILURE);
    }

    public static class Client {

        @Nullable Totals seen;

        @CircuitBreaker(name = "backend", fallbackMethod = "stage")
        public CompletionStage<String> toStage(CompletionStage<String> answer) {
            return answer;
        }

        private CompletableFuture<String> stage(CompletionStage<String> answer) {
            return CompletableFuture.completedFuture("stage");
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "value")
        public CompletableFuture<String> toValue(CompletableFuture<String> answer) {
            return answer;
        }

        private String value(CompletableFuture<String> answer, IOException thrown) {
            return "value for " + thrown.getMessage();
        }

        private String value(CompletableFuture<String> answer, CallNotPermittedException rejected) {
            return "rejected";
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "nothing")
        public CompletableFuture<Void> toNothing() {
            return CompletableFuture.failedFuture(FAILURE);
        }

        private void nothing() {}

        @CircuitBreaker(name = "backend", fallbackMethod = "noFuture")
        public CompletableFuture<String> toNull() {
            return failed();
        }

        private @Nullable CompletableFuture<String> noFuture() {
            return null;
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "open")
        public CompletableFuture<String> toOpen(CompletableFuture<String> further) {
            return failed();
        }

        private CompletableFuture<String> open(CompletableFuture<String> further) {
            return further;
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "throwing")
        public CompletableFuture<String> toThrowing() {
            return failed();
        }

        private String throwing(IOException given) throws IOException {
            throw new IOException("no stock");
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "second")
        public CompletableFuture<String> first(CompletableFuture<String> answer) {
            return failed();
        }

        @CircuitBreaker(name = "second", fallbackMethod = "third")
        CompletableFuture<String> second(CompletableFuture<String> answer) {
            return answer;
        }

        private String third(CompletableFuture<String> answer, Exception thrown) {
            return "third after " + thrown.getMessage();
        }
    }

    private static void with(BiConsumer<ApplicationContext, Client> test) {
        AnnotatedApplication.with(Client.class)
                .run(context -> test.accept(context, context.getBean(Client.class)));
    }

    @Test
    void mayReturnTheSameType() {
        with(
                (context, client) -> {
                    assertThat(client.toStage(failed())).isCompletedWithValue("stage");
                    assertThat(Totals.of(context)).isEqualTo(Totals.failure());
                });
    }

    @Test
    void mayReturnTheValueItself() {
        with(
                (context, client) -> {
                    assertThat(client.toValue(failed())).isCompletedWithValue("value for down");
                    assertThat(client.toNothing()).isCompletedWithValue(null);
                    assertThat(Totals.of(context)).isEqualTo(new Totals(0, 2, 0, 0));
                });
    }

    @Test
    void runsWhenTheFutureFailsOnItsThread() throws InterruptedException {
        AnnotatedApplication.with(Client.class)
                .run(
                        context -> {
                            CompletableFuture<String> source = new CompletableFuture<>();
                            CompletableFuture<String> answer =
                                    context.getBean(Client.class).toValue(source);
                            CompletableFuture<Thread> heard =
                                    answer.thenApply(value -> Thread.currentThread());
                            Thread completer =
                                    new Thread(() -> source.completeExceptionally(FAILURE));
                            completer.start();
                            completer.join();
                            assertThat(answer).isCompletedWithValue("value for down");
                            assertThat(heard).isCompletedWithValue(completer);
                        });
    }

    @Test
    void runsForARejectionAndIsCounted() {
        with(
                (context, client) -> {
                    breaker(context, "backend").forceOpen();
                    assertThat(client.toValue(failed())).isCompletedWithValue("rejected");
                    assertThat(Totals.of(context)).isEqualTo(Totals.rejection());
                    assertThat(context.getBean(FallbackCounts.class).of("backend").sum())
                            .isEqualTo(1);
                });
    }

    @Test
    void looksThroughWrappersAndAtTheOutcome() {
        with(
                (context, client) -> {
                    Throwable wrapped = new CompletionException(new FileNotFoundException("file"));
                    assertThat(client.toValue(CompletableFuture.failedFuture(wrapped)))
                            .isCompletedWithValue("value for file");
                    assertThat(
                                    client.toValue(
                                            CompletableFuture.failedFuture(
                                                    new IllegalArgumentException())))
                            .isCompletedExceptionally();
                    assertThat(Totals.of(context)).isEqualTo(new Totals(0, 1, 1, 0));
                });
    }

    @Test
    void doesNotRunForACallerWhoHasGivenUp() {
        with(
                (context, client) -> {
                    CompletableFuture<String> source = new CompletableFuture<>();
                    client.toValue(source).cancel(true);
                    CompletableFuture<String> late = new CompletableFuture<>();
                    client.toValue(late).complete("from elsewhere");
                    late.completeExceptionally(FAILURE);
                    assertThat(context.getBean(FallbackCounts.class).of("backend").sum()).isZero();
                    assertThat(Totals.of(context)).isEqualTo(new Totals(0, 0, 2, 0));
                });
    }

    @Test
    void mayBeOpenItselfAndIsCancelledWithTheAnswer() {
        with(
                (context, client) -> {
                    CompletableFuture<String> further = new CompletableFuture<>();
                    CompletableFuture<String> answer = client.toOpen(further);
                    assertThat(answer).isNotDone();
                    answer.cancel(true);
                    assertThat(further).isCancelled();
                    assertThat(Totals.of(context)).isEqualTo(Totals.failure());
                });
    }

    @Test
    void whatItThrowsOrFailsWithSuppressesTheFailure() {
        with(
                (context, client) -> {
                    assertThatThrownBy(client.toThrowing()::join)
                            .cause()
                            .hasMessage("no stock")
                            .hasSuppressedException(FAILURE);
                    IllegalStateException broken = new IllegalStateException();
                    assertThatThrownBy(client.toOpen(CompletableFuture.failedFuture(broken))::join)
                            .hasCause(broken);
                    assertThat(broken).hasSuppressedException(FAILURE);
                    assertThatThrownBy(client.toNull()::join)
                            .cause()
                            .isInstanceOf(NullPointerException.class)
                            .hasMessage("The fallback CompletableFuture noFuture() returned null")
                            .hasSuppressedException(FAILURE);
                });
    }

    @Test
    void mayBeGuardedItself() {
        with(
                (context, client) -> {
                    CompletableFuture<String> source = new CompletableFuture<>();
                    CompletableFuture<String> answer = client.first(source);
                    source.completeExceptionally(new IOException("also down"));
                    assertThat(answer).isCompletedWithValue("third after also down");
                    breaker(context, "second").forceOpen();
                    assertThat(client.first(source).join()).startsWith("third after Breaker");
                    assertThat(Totals.of(context)).isEqualTo(new Totals(0, 2, 0, 0));
                    assertThat(Totals.of(context, "second")).isEqualTo(new Totals(0, 1, 0, 1));
                });
    }

    public static class Other {
        public CompletableFuture<String> instead(CompletableFuture<String> answer, Exception e) {
            return CompletableFuture.completedFuture("other");
        }
    }

    public static class Referring {
        @CircuitBreaker(name = "backend", fallbackMethod = "other::instead")
        public CompletableFuture<String> read(CompletableFuture<String> answer) {
            return answer;
        }
    }

    @Test
    void mayBeOnAnotherBean() {
        AnnotatedApplication.with(Referring.class)
                .withBean("other", Other.class)
                .run(
                        context ->
                                assertThat(context.getBean(Referring.class).read(failed()))
                                        .isCompletedWithValue("other"));
    }

    @Test
    void runsForRejectionsOnlyOrForEverything() {
        AnnotatedApplication.with(FallbackOn.REJECTION, Client.class)
                .run(
                        context -> {
                            Client client = context.getBean(Client.class);
                            assertThat(client.toValue(failed())).isCompletedExceptionally();
                            breaker(context, "backend").forceOpen();
                            assertThat(client.toValue(failed())).isCompletedWithValue("rejected");
                        });
        AnnotatedApplication.with(FallbackOn.ANY, Client.class)
                .run(
                        context ->
                                assertThat(
                                                context.getBean(Client.class)
                                                        .toStage(
                                                                CompletableFuture.failedFuture(
                                                                        new IllegalArgumentException())))
                                        .isCompletedWithValue("stage"));
    }

    public static class Misfits {

        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public CompletableFuture<Integer> read() {
            return CompletableFuture.completedFuture(1);
        }

        String instead() {
            return "text";
        }

        Future<Integer> instead(Exception thrown) {
            return CompletableFuture.completedFuture(2);
        }
    }

    @Test
    void thatDoesNotFitIsRefusedAndToldWhatWould() {
        assertThat(StartupProblems.of(Misfits.class))
                .singleElement()
                .asString()
                .contains(
                        "CompletableFuture or Integer instead(<exception>)",
                        "String instead(): returns String, not CompletableFuture or Integer",
                        "Future instead(Exception): returns Future, not CompletableFuture or Integer");
    }
}
