package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.annotation.CircuitBreaker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import kotlinx.coroutines.CompletableDeferred;
import kotlinx.coroutines.CompletableDeferredKt;
import kotlinx.coroutines.Deferred;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.core.annotation.Order;
import reactor.core.publisher.ConnectableFlux;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

/** What a guarded stream is measured and judged by, and what must survive the guard. */
class ReactiveStreamsTests {

    public static class Client {

        @CircuitBreaker(name = "backend")
        public Flux<String> flux(Flux<String> answer) {
            return answer;
        }

        @CircuitBreaker(name = "backend")
        public Mono<String> mono(Mono<String> answer) {
            return answer;
        }

        @CircuitBreaker(name = "backend")
        public Deferred<String> deferred(Deferred<String> answer) {
            return answer;
        }
    }

    private static final BreakerConfig SLOW =
            BreakerConfig.builder().slowCallDurationThreshold(Duration.ofSeconds(2)).build();

    private static final BreakerConfig JUDGING =
            BreakerConfig.builder().recordResult("bad"::equals).build();

    @Test
    void itsDurationEndsWithTheFirstElement() {
        AnnotatedApplication.with(SLOW, FallbackOn.FAILURE, Client.class)
                .run(
                        context -> {
                            TestTime time = context.getBean(TestTime.class);
                            Breaker breaker = breaker(context, "backend");
                            TestPublisher<String> fast = TestPublisher.create();
                            StepVerifier.create(context.getBean(Client.class).flux(fast.flux()))
                                    .then(() -> fast.next("first"))
                                    .then(() -> time.advance(Duration.ofHours(1)))
                                    .then(() -> fast.next("last").complete())
                                    .expectNextCount(2)
                                    .verifyComplete();
                            assertThat(breaker.snapshot().totalSlowCalls()).isZero();

                            TestPublisher<String> slow = TestPublisher.create();
                            StepVerifier.create(context.getBean(Client.class).flux(slow.flux()))
                                    .then(() -> time.advance(Duration.ofSeconds(2)))
                                    .then(() -> slow.next("first").complete())
                                    .expectNextCount(1)
                                    .verifyComplete();
                            assertThat(breaker.snapshot().totalSlowCalls()).isEqualTo(1);
                        });
    }

    @Test
    void theDurationOfAValueEndsWithIt() {
        AnnotatedApplication.with(SLOW, FallbackOn.FAILURE, Client.class)
                .run(
                        context -> {
                            TestTime time = context.getBean(TestTime.class);
                            TestPublisher<String> slow = TestPublisher.create();
                            Mono<String> answer = context.getBean(Client.class).mono(slow.mono());
                            time.advance(Duration.ofHours(1)); // before the call
                            StepVerifier.create(answer)
                                    .then(() -> time.advance(Duration.ofMillis(1999)))
                                    .then(() -> slow.emit("value"))
                                    .expectNextCount(1)
                                    .verifyComplete();
                            assertThat(breaker(context, "backend").snapshot().totalSlowCalls())
                                    .isZero();
                            assertThat(Totals.of(context)).isEqualTo(Totals.success());
                        });
    }

    @Test
    void oneElementThatCountsAsFailureMakesAFailureOfTheStream() {
        AnnotatedApplication.with(JUDGING, FallbackOn.FAILURE, Client.class)
                .run(
                        context -> {
                            Client client = context.getBean(Client.class);
                            client.flux(Flux.just("good", "bad", "good")).blockLast();
                            assertThat(Totals.of(context)).isEqualTo(Totals.failure());
                            client.flux(Flux.just("good", "good")).blockLast();
                            client.mono(Mono.just("bad")).block();
                            client.mono(Mono.just("good")).block();
                            assertThat(client.flux(Flux.just("bad", "good")).blockFirst())
                                    .isEqualTo("bad");
                            assertThat(Totals.of(context)).isEqualTo(new Totals(2, 3, 0, 0));
                        });
    }

    @Test
    void backpressureSurvives() {
        AnnotatedApplication.with(Client.class)
                .run(
                        context -> {
                            List<Long> requests = new ArrayList<>();
                            Flux<String> answer =
                                    Flux.just("a", "b", "c").hide().doOnRequest(requests::add);
                            StepVerifier.create(context.getBean(Client.class).flux(answer), 0)
                                    .thenRequest(1)
                                    .expectNext("a")
                                    .thenRequest(2)
                                    .expectNext("b", "c")
                                    .verifyComplete();
                            assertThat(requests).containsExactly(1L, 2L);
                        });
    }

    @Test
    void reactorsContextSurvives() {
        AnnotatedApplication.with(Client.class)
                .run(
                        context -> {
                            Flux<String> answer =
                                    Flux.deferContextual(
                                            view -> Flux.just(view.<String>get("user")));
                            assertThat(
                                            context.getBean(Client.class)
                                                    .flux(answer)
                                                    .contextWrite(view -> view.put("user", "alice"))
                                                    .blockFirst())
                                    .isEqualTo("alice");
                        });
    }

    @Test
    void aFusedSourceIsHeardToItsEnd() {
        AnnotatedApplication.with(Client.class)
                .run(
                        context -> {
                            Flux<String> fused =
                                    context.getBean(Client.class).flux(Flux.just("a", "b"));
                            StepVerifier.create(
                                            fused.publishOn(
                                                    reactor.core.scheduler.Schedulers.immediate()))
                                    .expectNext("a", "b")
                                    .verifyComplete();
                            assertThat(Totals.of(context)).isEqualTo(Totals.success());
                        });
    }

    @Test
    void whatIsUnderWayWhenItIsReturnedIsCalledAtOnce() {
        AnnotatedApplication.with(Client.class)
                .run(
                        context -> {
                            Client client = context.getBean(Client.class);
                            CompletableDeferred<String> source =
                                    CompletableDeferredKt.CompletableDeferred(null);
                            Deferred<String> answer = client.deferred(source);
                            assertThat(Totals.of(context)).isEqualTo(Totals.none());
                            source.complete("value");
                            assertThat(answer.getCompleted()).isEqualTo("value");
                            assertThat(Totals.of(context)).isEqualTo(Totals.success());

                            CompletableDeferred<String> failing =
                                    CompletableDeferredKt.CompletableDeferred(null);
                            Deferred<String> failed = client.deferred(failing);
                            failing.completeExceptionally(new IOException("down"));
                            assertThatThrownBy(failed::getCompleted)
                                    .isInstanceOf(IOException.class);
                            assertThat(Totals.of(context)).isEqualTo(new Totals(1, 1, 0, 0));

                            CompletableDeferred<String> cancelled =
                                    CompletableDeferredKt.CompletableDeferred(null);
                            client.deferred(cancelled).cancel(null);
                            assertThat(cancelled.isCancelled()).isTrue();
                            breaker(context, "backend").forceOpen();
                            assertThat(client.deferred(source).isCancelled()).isTrue();
                            assertThat(Totals.of(context)).isEqualTo(new Totals(1, 1, 1, 1));
                        });
    }

    @Aspect
    @Order
    public static class Before0 {

        int seen;

        @Before("execution(* *..ReactiveStreamsTests.Client.mono(..)) && args(answer)")
        public void before(Mono<String> answer) {
            seen++;
        }
    }

    /** Such advice asks for the invocation of its thread. */
    @Test
    void anAspectFurtherInRunsWithEachSubscription() {
        AnnotatedApplication.with(Client.class, Before0.class)
                .run(
                        context -> {
                            Mono<String> answer =
                                    context.getBean(Client.class).mono(Mono.just("value"));
                            assertThat(answer.block()).isEqualTo("value");
                            assertThat(answer.block()).isEqualTo("value");
                            assertThat(context.getBean(Before0.class).seen).isEqualTo(2);
                            assertThat(Totals.of(context)).isEqualTo(new Totals(2, 0, 0, 0));
                        });
    }

    public static class Refused {

        @CircuitBreaker(name = "backend")
        public ConnectableFlux<String> connectable() {
            return Flux.just("a").publish();
        }
    }

    @Test
    void aTypeThatCannotBeHandedBackIsRefused() {
        assertThat(StartupProblems.of(Refused.class))
                .containsExactly(
                        "Refused.connectable(): It returns a ConnectableFlux: a guarded call is"
                                + " handed back as a Flux, which is none.");
    }

    public static class Reactive {

        @CircuitBreaker(name = "backend")
        public io.reactivex.rxjava3.core.Single<String> single() {
            return io.reactivex.rxjava3.core.Single.just("a");
        }

        @CircuitBreaker(name = "backend")
        public kotlinx.coroutines.flow.Flow<String> flow() {
            throw new AssertionError();
        }
    }

    @Test
    void withoutReactorItIsRefusedWithTheJarThatIsMissing() {
        AnnotatedApplication.with(Reactive.class)
                .withClassLoader(new FilteredClassLoader("reactor.", "kotlinx.coroutines.reactor"))
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .isInstanceOfSatisfying(
                                                InvalidCircuitBreakerException.class,
                                                invalid ->
                                                        assertThat(invalid.problems())
                                                                .extracting(
                                                                        AnnotationProblem::action)
                                                                .containsExactlyInAnyOrder(
                                                                        "Add io.projectreactor:reactor-core.",
                                                                        "Add io.projectreactor:reactor-core"
                                                                                + " and org.jetbrains.kotlinx:kotlinx-coroutines-reactor.")));
    }

    public static class Settled {

        @CircuitBreaker(name = "backend")
        public CompletableFuture<String> future() {
            return CompletableFuture.completedFuture("without Reactor");
        }
    }

    @Test
    void futuresNeedNoReactor() {
        AnnotatedApplication.with(Settled.class)
                .withClassLoader(
                        new FilteredClassLoader("reactor.", "org.reactivestreams", "kotlin"))
                .run(
                        context -> {
                            assertThat(context.getBean(Settled.class).future())
                                    .isCompletedWithValue("without Reactor");
                            assertThat(Totals.of(context)).isEqualTo(Totals.success());
                        });
    }
}
