package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.CallNotPermittedException;
import dev.breaker.annotation.CircuitBreaker;
import io.micrometer.context.ContextRegistry;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

/** What comes instead of a reactive type that fails. */
class ReactiveFallbackTests {

    private static final IOException FAILURE = new IOException("down");

    public static class Client {

        @CircuitBreaker(name = "backend", fallbackMethod = "mono")
        public Mono<String> toMono(Mono<String> answer) {
            return answer;
        }

        private Mono<String> mono(Mono<String> answer, CallNotPermittedException rejected) {
            return Mono.just("rejected");
        }

        private Mono<String> mono(Mono<String> answer, IOException failure) {
            return Mono.deferContextual(
                    context -> Mono.just(failure.getMessage() + context.getOrDefault("user", "")));
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "value")
        public Mono<Integer> toValue() {
            return Mono.error(FAILURE);
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "value")
        public Single<Integer> single() {
            return Single.error(FAILURE);
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "value")
        public Uni<Integer> uni() {
            return Uni.createFrom().failure(FAILURE);
        }

        private int value() {
            return 7;
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "nothing")
        public Mono<Void> toNothing() {
            return Mono.error(FAILURE);
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "nothing")
        public Completable completable() {
            return Completable.error(FAILURE);
        }

        private void nothing() {}

        @CircuitBreaker(name = "backend", fallbackMethod = "rest")
        public Flux<String> flux(Flux<String> answer) {
            return answer;
        }

        private Flux<String> rest(Flux<String> answer) {
            return Flux.just("x", "y");
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "further")
        public Mono<String> toFurther(@Nullable Mono<String> further) {
            return Mono.error(FAILURE);
        }

        private @Nullable Mono<String> further(@Nullable Mono<String> further) {
            return further;
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "throwing")
        public Mono<String> toThrowing() {
            return Mono.error(FAILURE);
        }

        private String throwing(IOException given) throws IOException {
            throw new IOException("no stock");
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "second")
        public Mono<String> first() {
            return Mono.error(FAILURE);
        }

        @CircuitBreaker(name = "second", fallbackMethod = "third")
        Mono<String> second() {
            return Mono.error(new IllegalStateException("also down"));
        }

        private String third(Exception thrown) {
            return "third after " + thrown.getMessage();
        }
    }

    private static void with(BiConsumer<ApplicationContext, Client> test) {
        AnnotatedApplication.with(Client.class)
                .run(context -> test.accept(context, context.getBean(Client.class)));
    }

    private static long runs(ApplicationContext context) {
        return context.getBean(FallbackCounts.class).of("backend").sum();
    }

    @Test
    void mayReturnTheSameType() {
        with(
                (context, client) -> {
                    assertThat(client.toMono(Mono.error(FAILURE)).block()).isEqualTo("down");
                    assertThat(client.toMono(Mono.just("fine")).block()).isEqualTo("fine");
                    assertThat(Totals.of(context)).isEqualTo(new Totals(1, 1, 0, 0));
                    assertThat(runs(context)).isEqualTo(1);
                });
    }

    @Test
    void mayReturnTheValueWhereThereIsOne() {
        with(
                (context, client) -> {
                    assertThat(client.toValue().block()).isEqualTo(7);
                    assertThat(client.single().blockingGet()).isEqualTo(7);
                    assertThat(client.uni().await().indefinitely()).isEqualTo(7);
                    StepVerifier.create(client.toNothing()).verifyComplete();
                    client.completable().blockingAwait();
                    assertThat(Totals.of(context)).isEqualTo(new Totals(0, 5, 0, 0));
                });
    }

    @Test
    void runsForEachSubscriptionThatIsRejected() {
        with(
                (context, client) -> {
                    Mono<String> answer = client.toMono(Mono.just("fine"));
                    breaker(context, "backend").forceOpen();
                    assertThat(answer.block()).isEqualTo("rejected");
                    assertThat(answer.block()).isEqualTo("rejected");
                    assertThat(Totals.of(context)).isEqualTo(new Totals(0, 0, 0, 2));
                    assertThat(runs(context)).isEqualTo(2);
                });
    }

    @Test
    void whatIsNoFailureGoesToTheCaller() {
        with(
                (context, client) -> {
                    StepVerifier.create(client.toMono(Mono.error(new IllegalArgumentException())))
                            .verifyError(IllegalArgumentException.class);
                    StepVerifier.create(client.toMono(Mono.error(new IllegalStateException())))
                            .verifyError(IllegalStateException.class);
                    assertThat(Totals.of(context)).isEqualTo(new Totals(0, 1, 1, 0));
                    assertThat(runs(context)).isZero();
                });
    }

    @Test
    void runsAfterThePermitIsSettled() {
        with(
                (context, client) -> {
                    StepVerifier.create(
                                    client.toFurther(
                                            Mono.fromCallable(() -> Totals.of(context).toString())))
                            .expectNext(Totals.failure().toString())
                            .verifyComplete();
                });
    }

    @Test
    void goesOnWhereAStreamBrokeOff() {
        with(
                (context, client) -> {
                    Flux<String> answer = Flux.concat(Flux.just("a"), Flux.error(FAILURE));
                    StepVerifier.create(client.flux(answer), 0)
                            .thenRequest(2)
                            .expectNext("a", "x")
                            .thenRequest(1)
                            .expectNext("y")
                            .verifyComplete();
                    assertThat(Totals.of(context)).isEqualTo(Totals.failure());
                });
    }

    @Test
    void isCancelledWithTheAnswer() {
        with(
                (context, client) -> {
                    TestPublisher<String> further = TestPublisher.create();
                    client.toFurther(further.mono()).subscribe().dispose();
                    further.assertCancelled();
                    assertThat(Totals.of(context)).isEqualTo(Totals.failure());
                });
    }

    @Test
    void whatItThrowsOrFailsWithSuppressesTheFailure() {
        with(
                (context, client) -> {
                    IllegalStateException broken = new IllegalStateException();
                    StepVerifier.create(client.toFurther(Mono.error(broken)))
                            .verifyErrorSatisfies(
                                    error ->
                                            assertThat(error)
                                                    .isSameAs(broken)
                                                    .hasSuppressedException(FAILURE));
                    StepVerifier.create(client.toThrowing())
                            .verifyErrorSatisfies(
                                    error ->
                                            assertThat(error)
                                                    .hasMessage("no stock")
                                                    .hasSuppressedException(FAILURE));
                    StepVerifier.create(client.toFurther(null))
                            .verifyErrorSatisfies(
                                    error ->
                                            assertThat(error)
                                                    .hasMessage(
                                                            "The fallback Mono further(Mono)"
                                                                    + " returned null")
                                                    .hasSuppressedException(FAILURE));
                });
    }

    @Test
    void mayBeGuardedItself() {
        with(
                (context, client) -> {
                    assertThat(client.first().block()).isEqualTo("third after also down");
                    breaker(context, "second").forceOpen();
                    assertThat(client.first().block()).startsWith("third after Breaker 'second'");
                    assertThat(Totals.of(context)).isEqualTo(new Totals(0, 2, 0, 0));
                    assertThat(Totals.of(context, "second")).isEqualTo(new Totals(0, 1, 0, 1));
                });
    }

    @Test
    void reactorsContextReachesIt() {
        with(
                (context, client) ->
                        assertThat(
                                        client.toMono(Mono.error(FAILURE))
                                                .contextWrite(view -> view.put("user", " alice"))
                                                .block())
                                .isEqualTo("down alice"));
    }

    static final ThreadLocal<@Nullable String> USER = new ThreadLocal<>();

    public static class Users {

        @CircuitBreaker(name = "backend", fallbackMethod = "user")
        public Mono<String> read(Mono<String> answer) {
            return answer;
        }

        private String user() {
            return "for " + USER.get();
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "second")
        public Mono<String> chained(Mono<String> answer) {
            return answer;
        }

        @CircuitBreaker(name = "second", fallbackMethod = "user")
        Mono<String> second(Mono<String> answer) {
            return Mono.<String>error(new IllegalStateException("as " + USER.get()))
                    .subscribeOn(Schedulers.single());
        }

        private String user(Mono<String> answer, IllegalStateException thrown) {
            return thrown.getMessage() + " for " + USER.get();
        }
    }

    @Test
    void threadLocalsOfTheSubscriberReachIt() {
        ContextRegistry.getInstance().registerThreadLocalAccessor("user", USER);
        Mono<String> failing =
                Mono.<String>error(FAILURE)
                        .subscribeOn(Schedulers.single())
                        .doFirst(() -> USER.set("bob"));
        try {
            AnnotatedApplication.with(Users.class)
                    .run(
                            context -> {
                                Users users = context.getBean(Users.class);
                                Mono<String> answer = users.read(failing);
                                USER.set("alice");
                                assertThat(answer.block()).isEqualTo("for alice");
                                assertThat(
                                                answer.contextWrite(
                                                                view -> view.put("user", "carol"))
                                                        .block())
                                        .isEqualTo("for carol");
                                USER.set("dave");
                                assertThat(users.chained(failing).block())
                                        .isEqualTo("as dave for dave");
                            });
        } finally {
            ContextRegistry.getInstance().removeThreadLocalAccessor("user");
            USER.remove();
        }
    }

    public static class Misfits {

        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public Mono<Integer> one() {
            return Mono.empty();
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public Flux<Integer> many() {
            return Flux.empty();
        }

        String instead() {
            return "text";
        }
    }

    @Test
    void thatDoesNotFitIsRefusedAndToldWhatWould() {
        assertThat(StartupProblems.of(Misfits.class))
                .hasSize(2)
                .anySatisfy(
                        problem ->
                                assertThat(problem)
                                        .contains(
                                                "Mono or Integer instead(<exception>)",
                                                "String instead(): returns String, not Mono or"
                                                        + " Integer"))
                .anySatisfy(
                        problem ->
                                assertThat(problem)
                                        .contains(
                                                "Flux instead(<exception>)",
                                                "String instead(): returns String, not Flux"));
    }
}
