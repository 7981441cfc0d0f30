package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.annotation.CircuitBreaker;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** A permit is settled however a subscription ends, also where Reactor sends no signal. */
class ReactiveSettlementTests {

    private static final Error FATAL = new NoClassDefFoundError("dev/breaker/Missing");

    public static class Client {

        @CircuitBreaker(name = "backend")
        public Flux<String> flux(Flux<String> answer) {
            return answer;
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public Flux<String> orElse(Flux<String> answer) {
            return answer;
        }

        private Flux<String> instead(Flux<String> answer, Throwable thrown) {
            return Flux.just("instead");
        }

        @CircuitBreaker(name = "backend")
        public Mono<String> mono(Mono<String> answer) {
            return answer;
        }
    }

    private static void with(BiConsumer<ApplicationContext, Client> test) {
        AnnotatedApplication.with(Client.class)
                .run(context -> test.accept(context, context.getBean(Client.class)));
    }

    /** A fused source is asked whether it is empty, and never says that it has ended. */
    @Test
    void aStreamOfWhichNoMoreIsAskedThanItHasIsASuccess() {
        with(
                (context, client) -> {
                    Flux<String> answer = client.flux(Flux.just("a", "b"));
                    StepVerifier.create(answer.publishOn(Schedulers.immediate()), 2)
                            .expectNext("a", "b")
                            .verifyComplete();
                    assertThat(Totals.of(context)).isEqualTo(Totals.success());
                });
    }

    @Test
    void soIsAValue() {
        with(
                (context, client) -> {
                    Flux<String> answer = client.mono(Mono.just("a")).flux();
                    StepVerifier.create(answer.publishOn(Schedulers.immediate()), 1)
                            .expectNext("a")
                            .verifyComplete();
                    StepVerifier.create(
                                    client.mono(Mono.fromCallable(() -> null))
                                            .flux()
                                            .publishOn(Schedulers.immediate()),
                                    1)
                            .verifyComplete();
                    assertThat(Totals.of(context)).isEqualTo(new Totals(2, 0, 0, 0));
                });
    }

    /** Reactor throws these at whoever subscribes or asks, and sends no signal. */
    @Test
    void aFatalErrorOfAValueIsAFailure() {
        with(
                (context, client) -> {
                    Mono<String> answer =
                            client.mono(
                                    Mono.fromCallable(
                                            () -> {
                                                throw FATAL;
                                            }));
                    assertThatThrownBy(answer::block).isSameAs(FATAL);
                    assertThat(Totals.of(context)).isEqualTo(Totals.failure());
                });
    }

    @Test
    void aFatalErrorWhileSubscribingIsAFailure() {
        with(
                (context, client) -> {
                    Flux<String> answer =
                            client.flux(
                                    Flux.defer(
                                            () -> {
                                                throw FATAL;
                                            }));
                    assertThatThrownBy(answer::blockLast).isSameAs(FATAL);
                    assertThat(Totals.of(context)).isEqualTo(Totals.failure());
                });
    }

    /** As no operator of Reactor's would: {@code onErrorResume} does not either. */
    @Test
    void noFallbackHearsOfAFatalError() {
        with(
                (context, client) -> {
                    Flux<String> source =
                            Flux.defer(
                                    () -> {
                                        throw FATAL;
                                    });
                    assertThatThrownBy(source.onErrorResume(thrown -> Flux.just("no"))::blockLast)
                            .isSameAs(FATAL);
                    assertThatThrownBy(client.orElse(source)::blockLast).isSameAs(FATAL);
                    assertThat(Totals.of(context)).isEqualTo(Totals.failure());
                    assertThat(client.orElse(Flux.error(FATAL)).blockLast()).isEqualTo("instead");
                });
    }

    @Test
    void aFatalErrorAmidAStreamIsAFailure() {
        with(
                (context, client) -> {
                    Flux<String> answer =
                            client.flux(
                                    Flux.just("a", "b")
                                            .doOnNext(
                                                    next -> {
                                                        if (next.equals("b")) {
                                                            throw FATAL;
                                                        }
                                                    }));
                    assertThatThrownBy(answer::blockLast).isSameAs(FATAL);
                    assertThat(Totals.of(context)).isEqualTo(Totals.failure());
                });
    }

    @Test
    void aFatalErrorOfASubscriberIsNotThatOfTheCall() {
        with(
                (context, client) -> {
                    Flux<String> answer = client.flux(Flux.just("a", "b"));
                    assertThatThrownBy(
                                    () ->
                                            answer.doOnNext(
                                                            next -> {
                                                                throw FATAL;
                                                            })
                                                    .blockLast())
                            .isSameAs(FATAL);
                    assertThat(Totals.of(context)).isEqualTo(Totals.success());
                    assertThatThrownBy(() -> answer.subscribe(new Refusing())).isSameAs(FATAL);
                    assertThat(Totals.of(context)).isEqualTo(new Totals(1, 0, 1, 0));
                });
    }

    private static final class Refusing extends BaseSubscriber<String> {

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            throw FATAL;
        }
    }

    @Test
    void aProbeThatEndsWithAFatalErrorGivesItsPlaceBack() {
        with(
                (context, client) -> {
                    breaker(context, "backend").halfOpen();
                    Mono<String> answer =
                            client.mono(
                                    Mono.fromCallable(
                                            () -> {
                                                throw FATAL;
                                            }));
                    assertThatThrownBy(answer::block).isSameAs(FATAL);
                    for (int i = 0; i < 2; i++) {
                        client.mono(Mono.just("probe")).block();
                    }
                    assertThat(Totals.of(context)).isEqualTo(new Totals(2, 1, 0, 0));
                });
    }
}
