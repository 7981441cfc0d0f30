package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.BreakerConfig;
import dev.breaker.CallNotPermittedException;
import dev.breaker.annotation.CircuitBreaker;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** r4j#1539: a future is a success or a failure when it completes, and not before. */
class FutureMethodsTests {

    private static final IOException FAILURE = new IOException("down");

    /** Returns what it is given, or throws it. */
    public static class Client {

        int calls;

        @CircuitBreaker(name = "backend")
        public @Nullable CompletableFuture<String> read(
                @Nullable CompletableFuture<String> answer) {
            calls++;
            return answer;
        }

        @CircuitBreaker(name = "backend")
        public CompletionStage<String> stage(CompletionStage<String> answer) {
            return answer;
        }

        @CircuitBreaker(name = "backend")
        public CompletableFuture<String> broken(Throwable thrown) {
            Backend.answer(thrown);
            throw new AssertionError();
        }
    }

    private static void with(BiConsumer<ApplicationContext, Client> test) {
        AnnotatedApplication.with(Client.class)
                .run(context -> test.accept(context, context.getBean(Client.class)));
    }

    @Test
    void isNoVerdictYetWhenItReturns() {
        with(
                (context, client) -> {
                    CompletableFuture<String> source = new CompletableFuture<>();
                    CompletableFuture<String> answer = client.read(source);
                    assertThat(answer).isNotDone();
                    assertThat(Totals.of(context)).isEqualTo(Totals.none());

                    source.complete("later");
                    assertThat(answer).isCompletedWithValue("later");
                    assertThat(Totals.of(context)).isEqualTo(Totals.success());
                });
    }

    @Test
    void succeedsWithItsValueAndWithNone() {
        with(
                (context, client) -> {
                    assertThat(client.read(CompletableFuture.completedFuture("now")))
                            .isCompletedWithValue("now");
                    assertThat(client.read(CompletableFuture.completedFuture(null)))
                            .isCompletedWithValue(null);
                    assertThat(client.stage(CompletableFuture.completedStage("stage")))
                            .isCompletedWithValue("stage");
                    assertThat(Totals.of(context)).isEqualTo(new Totals(3, 0, 0, 0));
                });
    }

    @Test
    void theOutcomeIsRecordedBeforeTheCallerHearsOfIt() {
        with(
                (context, client) -> {
                    CompletableFuture<String> source = new CompletableFuture<>();
                    CompletableFuture<Totals> heard =
                            client.read(source).thenApply(value -> Totals.of(context));
                    source.complete("value");
                    assertThat(heard).isCompletedWithValue(Totals.success());
                });
    }

    @Test
    void failsWithItsOwnException() {
        with(
                (context, client) -> {
                    CompletableFuture<String> source = new CompletableFuture<>();
                    CompletableFuture<String> answer = client.read(source.thenApply(String::trim));
                    source.completeExceptionally(FAILURE);
                    assertThatThrownBy(answer::get)
                            .isInstanceOf(ExecutionException.class)
                            .hasCause(FAILURE);
                    assertThat(Totals.of(context)).isEqualTo(Totals.failure());
                    assertThat(breaker(context, "backend").snapshot().lastFailure())
                            .extracting(failure -> failure.type())
                            .isEqualTo(IOException.class.getName());
                });
    }

    @Test
    void whatIsThrownBeforeThereIsAFutureIsInTheFuture() {
        with(
                (context, client) -> {
                    assertThatThrownBy(client.broken(FAILURE)::get).hasCause(FAILURE);
                    Error error = new NoClassDefFoundError();
                    assertThatThrownBy(client.broken(error)::get).hasCause(error);
                    assertThat(Totals.of(context)).isEqualTo(new Totals(0, 2, 0, 0));
                });
    }

    @Test
    void anInterruptionOfTheCallerStaysOne() {
        with(
                (context, client) -> {
                    CompletableFuture<String> answer = client.broken(new InterruptedException());
                    assertThat(Thread.interrupted()).isTrue();
                    assertThatThrownBy(answer::join).hasCauseInstanceOf(InterruptedException.class);
                    assertThat(Totals.of(context)).isEqualTo(Totals.noVerdict());
                });
    }

    @Test
    void noFutureAtAllIsAFailure() {
        with(
                (context, client) -> {
                    assertThatThrownBy(client.read(null)::get)
                            .hasCauseInstanceOf(NullPointerException.class)
                            .hasMessageContaining(
                                    "FutureMethodsTests.Client.read(CompletableFuture) returned null instead of a future");
                    assertThat(Totals.of(context)).isEqualTo(Totals.failure());
                });
    }

    @Test
    void aRejectionIsInTheFutureAndNothingIsCalled() {
        with(
                (context, client) -> {
                    breaker(context, "backend").forceOpen();
                    CompletableFuture<String> answer = client.read(new CompletableFuture<>());
                    assertThatThrownBy(answer::join)
                            .isInstanceOf(CompletionException.class)
                            .hasCauseInstanceOf(CallNotPermittedException.class);
                    assertThat(client.calls).isZero();
                    assertThat(Totals.of(context)).isEqualTo(Totals.rejection());
                });
    }

    @Test
    void cancellingCancelsTheSourceAndIsNoVerdict() {
        with(
                (context, client) -> {
                    CompletableFuture<String> source = new CompletableFuture<>();
                    assertThat(client.read(source).cancel(true)).isTrue();
                    assertThat(source).isCancelled();
                    assertThat(Totals.of(context)).isEqualTo(Totals.noVerdict());
                });
    }

    @Test
    void aSourceThatIsCancelledIsNoVerdict() {
        with(
                (context, client) -> {
                    CompletableFuture<String> source = new CompletableFuture<>();
                    CompletableFuture<String> answer = client.read(source);
                    source.cancel(true);
                    assertThat(answer).isCancelled();
                    assertThatThrownBy(answer::join).isInstanceOf(CancellationException.class);
                    assertThat(Totals.of(context)).isEqualTo(Totals.noVerdict());
                });
    }

    @Test
    void aTimeOutOfTheCallersIsAFailureOnce() {
        with(
                (context, client) -> {
                    CompletableFuture<String> source = new CompletableFuture<>();
                    CompletableFuture<String> answer = client.read(source);
                    assertThatThrownBy(answer.orTimeout(1, TimeUnit.MILLISECONDS)::get)
                            .hasCauseInstanceOf(TimeoutException.class);
                    assertThat(Totals.of(context)).isEqualTo(Totals.failure());
                    source.completeExceptionally(FAILURE);
                    assertThat(Totals.of(context)).isEqualTo(Totals.failure());
                });
    }

    @Test
    void aValueFromElsewhereIsNoVerdict() {
        with(
                (context, client) -> {
                    CompletableFuture<String> source = new CompletableFuture<>();
                    CompletableFuture<String> answer = client.read(source);
                    answer.complete("from elsewhere");
                    source.complete("late");
                    assertThat(answer).isCompletedWithValue("from elsewhere");
                    assertThat(Totals.of(context)).isEqualTo(Totals.noVerdict());
                });
    }

    @Test
    void itsDurationEndsWhenItCompletes() {
        BreakerConfig slow =
                BreakerConfig.builder().slowCallDurationThreshold(Duration.ofSeconds(2)).build();
        AnnotatedApplication.with(slow, FallbackOn.FAILURE, Client.class)
                .run(
                        context -> {
                            CompletableFuture<String> source = new CompletableFuture<>();
                            context.getBean(Client.class).read(source);
                            context.getBean(TestTime.class).advance(Duration.ofSeconds(2));
                            source.complete("slow");
                            assertThat(breaker(context, "backend").snapshot().totalSlowCalls())
                                    .isEqualTo(1);
                        });
    }

    @Test
    void itsValueMayCountAsFailure() {
        BreakerConfig judging = BreakerConfig.builder().recordResult("none"::equals).build();
        AnnotatedApplication.with(judging, FallbackOn.FAILURE, Client.class)
                .run(
                        context -> {
                            Client client = context.getBean(Client.class);
                            client.read(CompletableFuture.completedFuture("none"));
                            client.read(CompletableFuture.completedFuture("some"));
                            assertThat(Totals.of(context)).isEqualTo(new Totals(1, 1, 0, 0));
                        });
    }

    @Test
    void aProbeThatIsCancelledGivesItsPlaceBack() {
        with(
                (context, client) -> {
                    breaker(context, "backend").halfOpen();
                    for (int i = 0; i < 20; i++) {
                        client.read(new CompletableFuture<>()).cancel(true);
                    }
                    for (int i = 0; i < 3; i++) {
                        client.read(CompletableFuture.completedFuture("probe"));
                    }
                    assertThat(breaker(context, "backend").state())
                            .isEqualTo(dev.breaker.State.CLOSED);
                    assertThat(Totals.of(context)).isEqualTo(new Totals(3, 0, 20, 0));
                });
    }
}
