package dev.breaker.spring.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.breaker.CallNotPermittedException;
import dev.breaker.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cloud.client.circuitbreaker.NoFallbackAvailableException;
import org.springframework.cloud.client.circuitbreaker.ReactiveCircuitBreaker;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

/** What Spring Cloud documents of {@link ReactiveCircuitBreaker}, and what we add. */
class ReactorCircuitBreakerTests {

    private final Factories factories = new Factories();
    private final ReactiveBreakerFactory factory = factories.reactive();
    private final ReactiveCircuitBreaker circuitBreaker = factory.create("slow");

    private void assertTotals(long successful, long failed, long ignored) {
        assertThat(
                        List.of(
                                factories.breaker().snapshot().totalSuccessfulCalls(),
                                factories.breaker().snapshot().totalFailedCalls(),
                                factories.breaker().snapshot().totalIgnoredCalls()))
                .containsExactly(successful, failed, ignored);
    }

    private void open() {
        for (int i = 0; i < 2; i++) {
            circuitBreaker
                    .run(Mono.error(new IllegalStateException()), why -> Mono.empty())
                    .block();
        }
        assertThat(factories.breaker().state()).isEqualTo(State.OPEN);
    }

    @Test
    void bringsWhatTheCallBrings() {
        StepVerifier.create(Mono.just("slow").transform(circuitBreaker::run))
                .expectNext("slow")
                .verifyComplete();
        StepVerifier.create(circuitBreaker.run(Mono.empty(), why -> Mono.just("fallback")))
                .verifyComplete();
        StepVerifier.create(Flux.just("a", "b").transform(circuitBreaker::run))
                .expectNext("a", "b")
                .verifyComplete();
        assertTotals(3, 0, 0);
    }

    @Test
    void asksAtEachSubscriptionAndNotBefore() {
        AtomicInteger calls = new AtomicInteger();
        Mono<Integer> guarded = circuitBreaker.run(Mono.fromCallable(calls::incrementAndGet));
        assertTotals(0, 0, 0);

        assertThat(guarded.block()).isEqualTo(1);
        assertThat(guarded.block()).isEqualTo(2);

        assertTotals(2, 0, 0);
    }

    static List<Throwable> errors() {
        return List.of(
                new IllegalStateException("down"), new Factories.Ignored(), new AssertionError());
    }

    @ParameterizedTest
    @MethodSource("errors")
    void handsEveryErrorToTheFallback(Throwable error) {
        List<Throwable> heard = new ArrayList<>();

        StepVerifier.create(
                        circuitBreaker.run(
                                Mono.<String>error(error),
                                why -> {
                                    heard.add(why);
                                    return Mono.just("fallback");
                                }))
                .expectNext("fallback")
                .verifyComplete();
        StepVerifier.create(
                        circuitBreaker.run(
                                Flux.<String>error(error),
                                why -> {
                                    heard.add(why);
                                    return Flux.just("fall", "back");
                                }))
                .expectNext("fall", "back")
                .verifyComplete();

        assertThat(heard).containsExactly(error, error);
        assertThat(factories.fallbacks.of("slow").sum()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void saysThatThereIsNoFallback(Throwable error) {
        StepVerifier.create(circuitBreaker.run(Mono.error(error)))
                .verifyErrorSatisfies(thrown -> assertNoFallback(thrown, error));
        StepVerifier.create(circuitBreaker.run(Flux.error(error)))
                .verifyErrorSatisfies(thrown -> assertNoFallback(thrown, error));
        assertThat(factories.fallbacks.of("slow").sum()).isZero();
    }

    private static void assertNoFallback(Throwable thrown, Throwable cause) {
        assertThat(thrown).isInstanceOf(NoFallbackAvailableException.class).hasCause(cause);
    }

    @Test
    void goesOnWithTheFallbackWhereAStreamBreaksOff() {
        StepVerifier.create(
                        circuitBreaker.run(
                                Flux.concat(
                                        Flux.just("a"), Flux.error(new IllegalStateException())),
                                why -> Flux.just("fallback")))
                .expectNext("a", "fallback")
                .verifyComplete();
        assertTotals(0, 1, 0);
    }

    @Test
    void handsTheRejectionToTheFallbackAndSubscribesToNothing() {
        open();
        TestPublisher<String> call = TestPublisher.create();
        List<Throwable> heard = new ArrayList<>();

        StepVerifier.create(
                        circuitBreaker.run(
                                call.mono(),
                                why -> {
                                    heard.add(why);
                                    return Mono.just("fallback");
                                }))
                .expectNext("fallback")
                .verifyComplete();
        StepVerifier.create(circuitBreaker.run(call.flux()))
                .verifyErrorSatisfies(
                        thrown ->
                                assertThat(thrown)
                                        .isInstanceOf(NoFallbackAvailableException.class)
                                        .hasCauseInstanceOf(CallNotPermittedException.class));

        call.assertWasNotSubscribed();
        assertThat(heard).singleElement().isInstanceOf(CallNotPermittedException.class);
        assertThat(factories.breaker().snapshot().notPermittedCalls()).isEqualTo(2);
    }

    @Test
    void aFallbackThatThrowsIsAnError() {
        IllegalArgumentException thrown = new IllegalArgumentException();

        StepVerifier.create(
                        circuitBreaker.run(
                                Mono.<String>error(new IllegalStateException()),
                                why -> {
                                    throw thrown;
                                }))
                .verifyErrorSatisfies(error -> assertThat(error).isSameAs(thrown));
        assertTotals(0, 1, 0);
    }

    @Test
    void cancellationHasNoVerdictAndReachesTheCall() {
        TestPublisher<String> call = TestPublisher.create();

        StepVerifier.create(circuitBreaker.run(call.mono())).thenCancel().verify();
        StepVerifier.create(circuitBreaker.run(call.flux())).thenCancel().verify();

        call.assertCancelled(2);
        assertTotals(0, 0, 2);
    }

    @Test
    void aCancelledProbeGivesItsPlaceBack() {
        open();
        factories.time.advance(Factories.OPEN);
        StepVerifier.create(circuitBreaker.run(Mono.never())).thenCancel().verify();

        assertThat(circuitBreaker.run(Mono.just("well")).block()).isEqualTo("well");

        assertThat(factories.breaker().state()).isEqualTo(State.CLOSED);
    }

    /** What an operator downstream makes of the call is the caller's matter. */
    @Test
    void whoTakesTheFirstElementsOfAStreamHadASuccess() {
        StepVerifier.create(circuitBreaker.run(Flux.just("a", "b")).take(1))
                .expectNext("a")
                .verifyComplete();
        assertTotals(1, 0, 0);
    }

    /** scc#161, #182: others subscribe on a pool, and end the call after a second. */
    @Test
    void staysOnTheThreadAndSetsNoTimeOut() {
        List<Thread> threads = new ArrayList<>();
        Sinks.One<String> answer = Sinks.one();

        StepVerifier.create(
                        circuitBreaker
                                .run(
                                        answer.asMono()
                                                .doOnSubscribe(
                                                        s -> threads.add(Thread.currentThread())))
                                .doOnNext(value -> threads.add(Thread.currentThread())))
                .then(() -> factories.time.advance(Duration.ofHours(1)))
                .then(() -> answer.tryEmitValue("late"))
                .expectNext("late")
                .verifyComplete();

        assertThat(threads).containsExactly(Thread.currentThread(), Thread.currentThread());
    }

    @Test
    void theContextReachesCallAndFallback() {
        Mono<String> fromContext = Mono.deferContextual(view -> Mono.just(view.get("user")));

        StepVerifier.create(
                        circuitBreaker
                                .run(
                                        fromContext.flatMap(
                                                user -> Mono.error(new Exception("for " + user))),
                                        why ->
                                                fromContext.map(
                                                        user -> why.getMessage() + ", " + user))
                                .contextWrite(context -> context.put("user", "Ada")))
                .expectNext("for Ada, Ada")
                .verifyComplete();
    }

    @Test
    void goesThroughTheBreakerThatTheRegistryHolds() {
        Mono<String> guarded = circuitBreaker.run(Mono.just("well"));
        open();
        factories.registry.remove("slow");

        assertThat(guarded.block()).isEqualTo("well");

        assertTotals(1, 0, 0);
    }

    @Test
    void sharesItsBreakersWithTheOtherFactory() {
        factories.blocking().create("slow").run(() -> "slow");

        assertTotals(1, 0, 0);
    }

    @Test
    void takesSettingsInCode() {
        factory.configure(
                builder -> builder.settings(settings -> settings.slidingWindowSize(99)), "mine");
        factory.configureDefault(
                id ->
                        factory.configBuilder(id)
                                .settings(settings -> settings.slidingWindowSize(77))
                                .build());
        factory.create("mine");
        factory.create("other", "group");

        assertThat(factories.registry.breaker("mine").config().slidingWindowSize()).isEqualTo(99);
        assertThat(factories.registry.breaker("other").config().slidingWindowSize()).isEqualTo(77);
    }

    @Test
    void needsWhatItIsGiven() {
        Mono<String> noCall = null;
        Function<Throwable, Mono<String>> noFallback = null;

        assertThatNullPointerException()
                .isThrownBy(() -> circuitBreaker.run(noCall))
                .withMessage("toRun");
        assertThatNullPointerException()
                .isThrownBy(() -> circuitBreaker.run(Mono.just("slow"), noFallback))
                .withMessage("fallback");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> factory.create(""))
                .withMessage("A circuit breaker needs an id");
    }
}
