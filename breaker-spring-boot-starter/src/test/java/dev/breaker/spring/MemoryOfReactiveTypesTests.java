package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static dev.breaker.spring.RememberingApplication.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.CallNotPermittedException;
import dev.breaker.annotation.CircuitBreaker;
import io.reactivex.rxjava3.core.Single;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Of what brings one value, that is remembered when it comes, and served to a subscriber. */
class MemoryOfReactiveTypesTests {

    private static final RuntimeException FAILURE = new IllegalStateException("down");

    public static class Inventory {

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public Mono<String> stock(String sku, Supplier<Mono<String>> answer) {
            return answer.get();
        }

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public Single<Integer> count(String sku) {
            return sku.equals("down") ? Single.error(FAILURE) : Single.just(sku.length());
        }
    }

    private final Supplier<Mono<String>> answer = new Answer();

    private Mono<String> next = Mono.just("three");

    /** Equal to itself, and with a text, as arguments must be to be found again. */
    private final class Answer implements Supplier<Mono<String>> {
        @Override
        public Mono<String> get() {
            return next;
        }

        @Override
        public String toString() {
            return "answer";
        }
    }

    @Test
    void theLastValueIsServedWhenASubscriptionFailsOrIsRejected() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            Mono<String> stock = inventory.stock("a", answer);
                            assertThat(stock.block()).isEqualTo("three");
                            next = Mono.error(FAILURE);
                            assertThat(stock.block()).isEqualTo("three");
                            breaker(context, "backend").forceOpen();
                            assertThat(stock.block()).isEqualTo("three");
                            assertThat(Totals.of(context)).isEqualTo(new Totals(1, 1, 0, 1));
                        });
    }

    @Test
    void thatThereWasNothingIsRememberedToo() {
        with(Inventory.class)
                .run(
                        context -> {
                            Mono<String> stock =
                                    context.getBean(Inventory.class).stock("a", answer);
                            next = Mono.empty();
                            assertThat(stock.block()).isNull();
                            next = Mono.error(FAILURE);
                            StepVerifier.create(stock).verifyComplete();
                        });
    }

    @Test
    void whereNothingIsKnownTheErrorIsForTheCaller() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            assertThat(inventory.count("four").blockingGet()).isEqualTo(4);
                            StepVerifier.create(inventory.count("down").toFlowable())
                                    .verifyErrorSatisfies(
                                            error -> assertThat(error).isSameAs(FAILURE));
                            breaker(context, "backend").forceOpen();
                            assertThat(inventory.count("four").blockingGet()).isEqualTo(4);
                            StepVerifier.create(inventory.count("down").toFlowable())
                                    .verifyError(CallNotPermittedException.class);
                        });
    }

    public static class Streaming {

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public Flux<String> all() {
            return Flux.empty();
        }
    }

    @Test
    void aStreamIsRefused() {
        assertThat(StartupProblems.of(with(Streaming.class)))
                .singleElement()
                .asString()
                .startsWith(
                        "Streaming.all(): It has a fallbackCache and returns what brings many"
                                + " values, Flux");
    }
}
