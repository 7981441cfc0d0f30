package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.CallNotPermittedException;
import dev.breaker.State;
import dev.breaker.spring.ReactiveClient.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ApplicationContext;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** r4j#1539, #2153: each subscription to a reactive type is a call, and ends when it ends. */
class ReactiveMethodsTests {

    private static final IOException FAILURE = new IOException("down");

    static List<Kind> kinds() {
        return ReactiveClient.kinds();
    }

    static Stream<Kind> streams() {
        return kinds().stream().filter(Kind::isStream);
    }

    static Stream<Kind> singles() {
        return kinds().stream().filter(Kind::hasOneValue);
    }

    private static void with(BiConsumer<ApplicationContext, ReactiveClient> test) {
        AnnotatedApplication.with(ReactiveClient.class)
                .run(context -> test.accept(context, context.getBean(ReactiveClient.class)));
    }

    /** What the proxy's own fields hold is nothing. */
    private static ReactiveClient behind(ReactiveClient proxy) {
        return (ReactiveClient)
                org.springframework.aop.framework.AopProxyUtils.getSingletonTarget(proxy);
    }

    @Test
    void allTypesOfTheRegistryAreThere() {
        assertThat(kinds()).hasSize(12);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void nothingHappensBeforeSomebodySubscribes(Kind kind) {
        with(
                (context, client) -> {
                    breaker(context, "backend").forceOpen();
                    Flux<Object> answer = kind.call(client);
                    breaker(context, "backend").close();
                    assertThat(behind(client).calls).isZero();
                    assertThat(Totals.of(context)).isEqualTo(Totals.none());
                    assertThat(answer).isNotNull();
                });
    }

    @ParameterizedTest
    @MethodSource("singles")
    void succeedsAtItsValueBeforeTheSubscriberSeesIt(Kind kind) {
        with(
                (context, client) -> {
                    behind(client).body = () -> Flux.just("value");
                    List<Totals> seen =
                            kind.call(client)
                                    .map(value -> Totals.of(context))
                                    .collectList()
                                    .block();
                    assertThat(seen).containsExactly(Totals.success());
                });
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aStreamSucceedsWhenItEnds(Kind kind) {
        with(
                (context, client) -> {
                    behind(client).body = () -> Flux.just("a", "b", "c");
                    List<Totals> seen =
                            kind.call(client)
                                    .map(value -> Totals.of(context))
                                    .collectList()
                                    .block();
                    assertThat(seen).hasSize(3);
                    if (!kind.toString().startsWith("kotlinx.")) { // which buffers
                        assertThat(seen).containsOnly(Totals.none());
                    }
                    assertThat(Totals.of(context)).isEqualTo(Totals.success());
                });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void succeedsEmpty(Kind kind) {
        with(
                (context, client) -> {
                    if (kind.adapter().supportsEmpty()) {
                        behind(client).body = Flux::empty;
                        StepVerifier.create(kind.call(client)).verifyComplete();
                        assertThat(Totals.of(context)).isEqualTo(Totals.success());
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void failsWithItsError(Kind kind) {
        with(
                (context, client) -> {
                    behind(client).body = () -> Flux.error(FAILURE);
                    StepVerifier.create(kind.call(client))
                            .verifyErrorSatisfies(error -> assertThat(error).isEqualTo(FAILURE));
                    assertThat(Totals.of(context)).isEqualTo(Totals.failure());
                });
    }

    @ParameterizedTest
    @MethodSource("streams")
    void failsWithAnErrorAfterElements(Kind kind) {
        with(
                (context, client) -> {
                    behind(client).body = () -> Flux.concat(Flux.just("a"), Flux.error(FAILURE));
                    StepVerifier.create(kind.call(client))
                            .expectNext("a")
                            .verifyErrorSatisfies(error -> assertThat(error).isEqualTo(FAILURE));
                    assertThat(Totals.of(context)).isEqualTo(Totals.failure());
                });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsThrownWhileAssemblingIsAnErrorLikeAnyOther(Kind kind) {
        with(
                (context, client) -> {
                    behind(client).body =
                            () -> {
                                throw FAILURE;
                            };
                    StepVerifier.create(kind.call(client))
                            .verifyErrorSatisfies(error -> assertThat(error).isEqualTo(FAILURE));
                    assertThat(Totals.of(context)).isEqualTo(Totals.failure());
                });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void soIsNull(Kind kind) {
        with(
                (context, client) -> {
                    behind(client).body = () -> null;
                    StepVerifier.create(kind.call(client))
                            .verifyErrorSatisfies(
                                    error ->
                                            assertThat(error)
                                                    .isInstanceOf(NullPointerException.class)
                                                    .hasMessageContaining("ReactiveClient.")
                                                    .hasMessageContaining("returned null"));
                    assertThat(Totals.of(context)).isEqualTo(Totals.failure());
                });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aRejectionIsAnErrorAndNothingIsCalled(Kind kind) {
        with(
                (context, client) -> {
                    Flux<Object> answer = kind.call(client);
                    breaker(context, "backend").forceOpen();
                    StepVerifier.create(answer).verifyError(CallNotPermittedException.class);
                    assertThat(behind(client).calls).isZero();
                    assertThat(Totals.of(context)).isEqualTo(Totals.rejection());
                });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void cancellingBeforeAnythingCameIsNoVerdictAndReachesTheSource(Kind kind) {
        with(
                (context, client) -> {
                    Sinks.Many<String> source = Sinks.many().unicast().onBackpressureBuffer();
                    behind(client).body = source::asFlux;
                    Disposable subscription = kind.call(client).subscribe();
                    assertThat(source.currentSubscriberCount()).isEqualTo(1);
                    subscription.dispose();
                    assertThat(source.currentSubscriberCount()).isZero();
                    assertThat(Totals.of(context)).isEqualTo(Totals.noVerdict());
                });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aTimeOutFurtherDownIsNoVerdict(Kind kind) {
        with(
                (context, client) -> {
                    behind(client).body = Flux::never;
                    StepVerifier.withVirtualTime(
                                    () -> kind.call(client).timeout(Duration.ofSeconds(1)))
                            .thenAwait(Duration.ofSeconds(1))
                            .verifyError(java.util.concurrent.TimeoutException.class);
                    assertThat(Totals.of(context)).isEqualTo(Totals.noVerdict());
                });
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aSubscriberWhoLeavesWithSomethingHadWhatHeWanted(Kind kind) {
        with(
                (context, client) -> {
                    behind(client).body = () -> Flux.just("a", "b", "c").concatWith(Flux.never());
                    StepVerifier.create(kind.call(client).take(2))
                            .expectNextCount(2)
                            .verifyComplete();
                    assertThat(Totals.of(context)).isEqualTo(Totals.success());
                });
    }

    @ParameterizedTest
    @MethodSource("streams")
    void probesWhoseSubscribersLeaveCloseTheBreaker(Kind kind) {
        with(
                (context, client) -> {
                    behind(client).body = () -> Flux.just("a").concatWith(Flux.never());
                    breaker(context, "backend").halfOpen();
                    for (int i = 0; i < 3; i++) {
                        assertThat(kind.call(client).blockFirst()).isEqualTo("a");
                    }
                    assertThat(breaker(context, "backend").state()).isEqualTo(State.CLOSED);
                });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void eachSubscriptionIsACallOfItsOwn(Kind kind) {
        with(
                (context, client) -> {
                    behind(client).body =
                            () ->
                                    behind(client).calls < 3
                                            ? Flux.error(FAILURE)
                                            : Flux.just("third");
                    StepVerifier.create(kind.call(client).retry(2))
                            .thenConsumeWhile("third"::equals)
                            .verifyComplete();
                    assertThat(behind(client).calls).isEqualTo(3);
                    assertThat(Totals.of(context)).isEqualTo(new Totals(1, 2, 0, 0));
                });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFatalErrorIsAFailureToo(Kind kind) {
        Error error = new NoClassDefFoundError("fatal");
        with(
                (context, client) -> {
                    behind(client).body =
                            () -> {
                                throw error;
                            };
                    assertThatThrownBy(() -> kind.call(client).blockLast())
                            .satisfiesAnyOf(
                                    thrown -> assertThat(thrown).isSameAs(error),
                                    thrown -> assertThat(thrown).hasCause(error));
                    assertThat(Totals.of(context)).isEqualTo(Totals.failure());
                });
    }
}
