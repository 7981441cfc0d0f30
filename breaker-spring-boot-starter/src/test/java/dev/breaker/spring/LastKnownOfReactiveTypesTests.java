package dev.breaker.spring;

import static dev.breaker.spring.RememberingApplication.remembering;
import static dev.breaker.spring.RememberingApplication.time;
import static dev.breaker.spring.RememberingApplication.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.annotation.CircuitBreaker;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Who hears that a reactive type has brought a remembered value, and which types can. */
class LastKnownOfReactiveTypesTests {

    private static final RuntimeException FAILURE = new IllegalStateException("down");

    /** Answers with what it is given, at each subscription. */
    public static class Inventory {

        private Mono<String> next = Mono.empty();

        void answer(Mono<String> with) {
            next = with;
        }

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public Mono<String> mono(String sku) {
            return next;
        }

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public Maybe<String> maybe(String sku) {
            return Maybe.fromPublisher(next);
        }

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public Single<String> single(String sku) {
            return Single.fromPublisher(next);
        }

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public Uni<String> uni(String sku) {
            return Uni.createFrom().completionStage(next::toFuture);
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "other", fallbackCache = "stock")
        public Mono<String> chained(String sku) {
            return next;
        }

        @CircuitBreaker(name = "other")
        Mono<String> other(String sku) {
            return next;
        }
    }

    @Test
    void theValueIsRememberedWhenItComesAndServedAtEachSubscription() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            Mono<String> stock = inventory.mono("book");
                            AtomicInteger calls = new AtomicInteger();
                            inventory.answer(
                                    Mono.fromSupplier(() -> "book " + calls.incrementAndGet()));
                            assertThat(stock.block()).isEqualTo("book 1");
                            assertThat(stock.block()).isEqualTo("book 2");
                            inventory.answer(Mono.error(FAILURE));

                            assertThat(stock.block()).isEqualTo("book 2");
                            assertThat(stock.block()).isEqualTo("book 2");
                            assertThat(context.getBean(FallbackCounts.class).of("backend").sum())
                                    .isEqualTo(2);
                            assertThatThrownBy(() -> inventory.mono("lamp").block())
                                    .isSameAs(FAILURE);
                        });
    }

    @Test
    void thatNothingCameIsRememberedToo() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.answer(Mono.just("12"));
                            inventory.mono("book").block();
                            inventory.answer(Mono.empty());
                            inventory.mono("book").block();
                            inventory.answer(Mono.error(FAILURE));

                            LastKnown<Mono<String>> answer =
                                    LastKnown.of(() -> inventory.mono("book"));
                            assertThat(answer.value().block()).isNull();
                            assertThat(answer.isStale()).isTrue();
                        });
    }

    @Test
    void otherTypesOfOneValueComeBackAsThemselves() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.answer(Mono.just("12"));
                            assertThat(inventory.maybe("book").blockingGet()).isEqualTo("12");
                            assertThat(inventory.single("book").blockingGet()).isEqualTo("12");
                            inventory.uni("book").await().indefinitely();
                            inventory.answer(Mono.error(FAILURE));

                            assertThat(inventory.maybe("book").blockingGet()).isEqualTo("12");
                            assertThat(inventory.single("book").blockingGet()).isEqualTo("12");
                            assertThat(inventory.uni("book").await().indefinitely())
                                    .isEqualTo("12");
                        });
    }

    @Test
    void whoeverListenedWhenTheMethodWasCalledHearsOfASubscriptionElsewhere() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.answer(Mono.just("12"));
                            inventory.mono("book").block();
                            time(context).advance(Duration.ofMinutes(2));
                            Sinks.One<String> source = Sinks.one();
                            inventory.answer(source.asMono());

                            LastKnown<Mono<String>> mine =
                                    LastKnown.of(() -> inventory.mono("book"));
                            CompletableFuture<Duration> age =
                                    CompletableFuture.supplyAsync(
                                                    () ->
                                                            mine.value()
                                                                    .map(value -> mine.age())
                                                                    .toFuture())
                                            .join();
                            LastKnown<?> ofTheOther =
                                    LastKnown.of(() -> source.tryEmitError(FAILURE));

                            assertThat(age).isCompletedWithValue(Duration.ofMinutes(2));
                            assertThat(ofTheOther.isStale()).isFalse();
                            assertThat(Staleness.current()).isNull();
                        });
    }

    @Test
    void whoeverListensWhenTheSubscriptionBeginsHearsOfItWhereNobodyDidBefore() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.answer(Mono.just("12"));
                            Mono<String> stock = inventory.mono("book");
                            stock.block();
                            inventory.answer(Mono.error(FAILURE));

                            LastKnown<@Nullable String> answer = LastKnown.of(stock::block);
                            assertThat(answer.isStale()).isTrue();
                        });
    }

    @Test
    void whereAGuardedFallbackFailsTooTheLastKnownValueIsServed() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.answer(Mono.just("12"));
                            inventory.chained("book").block();
                            inventory.answer(Mono.error(FAILURE));

                            LastKnown<Mono<String>> answer =
                                    LastKnown.of(() -> inventory.chained("book"));
                            assertThat(answer.value().block()).isEqualTo("12");
                            assertThat(answer.isStale()).isTrue();
                        });
    }

    @Test
    void whatItsSubscriberDidNotWaitForIsNotRemembered() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            Sinks.One<String> source = Sinks.one();
                            inventory.answer(source.asMono());
                            inventory.mono("book").subscribe().dispose();
                            source.tryEmitValue("12");
                            inventory.answer(Mono.error(FAILURE));

                            assertThatThrownBy(() -> inventory.mono("book").block())
                                    .isSameAs(FAILURE);
                        });
    }

    public static class Unfit {

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public Flux<String> flux() {
            return Flux.empty();
        }

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public Observable<String> observable() {
            return Observable.empty();
        }

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public Mono<Void> nothing() {
            return Mono.empty();
        }

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public Completable completable() {
            return Completable.complete();
        }
    }

    @Test
    void whatBringsManyValuesOrNoneCannotBeRemembered() {
        assertThat(StartupProblems.of(remembering(AnnotatedApplication.with(Unfit.class))))
                .containsExactlyInAnyOrder(
                        "Unfit.flux(): It has a fallbackCache and returns what brings many values, Flux: where it fails after some of them, the last known ones cannot stand for the rest.",
                        "Unfit.observable(): It has a fallbackCache and returns what brings many values, Observable: where it fails after some of them, the last known ones cannot stand for the rest.",
                        "Unfit.nothing(): It has a fallbackCache and returns nothing that could be remembered.",
                        "Unfit.completable(): It has a fallbackCache and returns nothing that could be remembered.");
    }
}
