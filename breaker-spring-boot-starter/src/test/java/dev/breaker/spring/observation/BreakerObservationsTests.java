package dev.breaker.spring.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.annotation.CircuitBreaker;
import dev.breaker.spring.AnnotatedApplication;
import dev.breaker.spring.BreakerFamilies;
import dev.breaker.spring.Calls;
import dev.breaker.spring.KeySettings;
import dev.breaker.spring.autoconfigure.BreakerObservationAutoConfiguration;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@ExtendWith(OutputCaptureExtension.class)
class BreakerObservationsTests {

    private static final String REJECTION =
            "order: circuitbreaker.rejection: Breaker 'backend' OPEN: call not permitted";
    private static final String FALLBACK =
            "order: circuitbreaker.fallback: Breaker 'backend' fallback";

    private final ObservationRegistry observations = ObservationRegistry.create();
    private final Heard heard = new Heard();
    private final ApplicationContextRunner runner =
            AnnotatedApplication.with(Client.class)
                    .withConfiguration(
                            AutoConfigurations.of(BreakerObservationAutoConfiguration.class));
    private final ApplicationContextRunner observed =
            runner.withBean(ObservationRegistry.class, () -> observations);

    BreakerObservationsTests() {
        observations.observationConfig().observationHandler(heard);
        ObservationThreadLocalAccessor.getInstance().setObservationRegistry(observations);
    }

    public static class Client {

        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public String read(boolean failing) {
            if (failing) {
                throw new IllegalStateException("down");
            }
            return "read";
        }

        private String instead(boolean failing) {
            return "instead";
        }

        @CircuitBreaker(name = "backend")
        public Mono<String> lazily() {
            return Mono.error(new IllegalStateException("down"));
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "insteadOf")
        public Mono<String> withFallback(Mono<String> source) {
            return source;
        }

        private Mono<String> insteadOf(Mono<String> source) {
            return Mono.just("instead");
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "later")
        public CompletableFuture<String> later(CompletableFuture<String> source) {
            return source;
        }

        private CompletableFuture<String> later(
                CompletableFuture<String> source, Exception failed) {
            return CompletableFuture.completedFuture("instead");
        }
    }

    private Observation order() {
        return Observation.start("order", observations);
    }

    private static Breaker backend(ApplicationContext context) {
        return AnnotatedApplication.breaker(context, "backend");
    }

    @Test
    void aRejectionItsFallbackAndTheTransitionAreEventsOfTheObservationAround() {
        observed.run(
                context -> {
                    Client client = context.getBean(Client.class);
                    order().observe(
                                    () -> {
                                        for (int call = 1; call <= 6; call++) {
                                            client.read(true);
                                        }
                                    });

                    assertThat(heard.events())
                            .containsExactly(
                                    FALLBACK,
                                    FALLBACK,
                                    FALLBACK,
                                    FALLBACK,
                                    "order: circuitbreaker.transition: Breaker 'backend' CLOSED -> OPEN",
                                    FALLBACK,
                                    REJECTION,
                                    FALLBACK);
                });
    }

    @Test
    void eventsAreThoseOfThePage() throws IOException {
        String page = Files.readString(Path.of("../docs/operations.md"));
        observed.run(
                context -> {
                    Client client = context.getBean(Client.class);
                    order().observe(
                                    () -> {
                                        Calls.failUntilOpen(
                                                backend(context), new IllegalStateException());
                                        client.read(true);
                                    });

                    assertThat(heard.events())
                            .hasSize(3)
                            .allSatisfy(
                                    event -> {
                                        String[] parts = event.split(": ", 3);
                                        assertThat(page)
                                                .contains(
                                                        "| `%s` | `%s` |"
                                                                .formatted(
                                                                        parts[2].replace(
                                                                                "backend",
                                                                                "inventory"),
                                                                        parts[1]));
                                    });
                });
    }

    @Test
    void nothingHappensWhereNoObservationIsCurrent() {
        observed.run(
                context -> {
                    Client client = context.getBean(Client.class);
                    backend(context).forceOpen();

                    assertThat(client.read(false)).isEqualTo("instead");
                    assertThat(heard.events()).isEmpty();
                });
    }

    @Test
    void aCallThatSucceedsIsNoEvent() {
        observed.run(
                context -> {
                    Client client = context.getBean(Client.class);
                    order().observe(() -> client.read(false));

                    assertThat(heard.events()).isEmpty();
                });
    }

    @Test
    void callsInCodeAreHeardOf() {
        observed.run(
                context -> {
                    Breaker direct = context.getBean(BreakerRegistry.class).breaker("direct");
                    order().observe(
                                    () -> {
                                        direct.forceOpen();
                                        Calls.beRejected(direct);
                                    });

                    assertThat(heard.events())
                            .containsExactly(
                                    "order: circuitbreaker.transition: Breaker 'direct' CLOSED -> FORCED_OPEN",
                                    "order: circuitbreaker.rejection: Breaker 'direct' FORCED_OPEN: call not permitted");
                });
    }

    /** As WebFlux has it where nothing puts the context on threads. */
    @Test
    void aReactiveCallHasTheObservationOfItsSubscription() {
        observed.run(
                context -> {
                    Client client = context.getBean(Client.class);
                    Calls.failUntilOpen(backend(context), new IllegalStateException());
                    heard.forget();

                    subscribe(client.lazily());
                    subscribe(client.withFallback(Mono.just("read")));

                    assertThat(heard.events()).containsExactly(REJECTION, REJECTION, FALLBACK);
                });
    }

    @Test
    void aReactiveCallThatFailsElsewhereHasItToo() {
        observed.run(
                context -> {
                    Client client = context.getBean(Client.class);
                    Mono<String> fails = Mono.error(new IllegalStateException("down"));

                    subscribe(client.withFallback(fails.subscribeOn(Schedulers.parallel())));

                    assertThat(heard.events()).containsExactly(FALLBACK);
                });
    }

    private void subscribe(Mono<String> answer) {
        answer.onErrorComplete()
                .contextWrite(in -> in.put(ObservationThreadLocalAccessor.KEY, order()))
                .block(Duration.ofSeconds(10));
    }

    /** As with {@code spring.reactor.context-propagation=auto}. */
    @Test
    void aTransitionByAReactiveCallIsHeardOfWhereReactorPutsTheContextOnThreads() {
        Hooks.enableAutomaticContextPropagation();
        try {
            observed.run(
                    context -> {
                        Client client = context.getBean(Client.class);
                        Mono<String> fails = Mono.error(new IllegalStateException("down"));
                        for (int call = 1; call <= 5; call++) {
                            subscribe(
                                    client.withFallback(fails.subscribeOn(Schedulers.parallel())));
                        }
                        subscribe(client.lazily());

                        assertThat(heard.events())
                                .containsOnlyOnce(
                                        "order: circuitbreaker.transition: Breaker 'backend' CLOSED -> OPEN")
                                .containsOnlyOnce(REJECTION);
                    });
        } finally {
            Hooks.disableAutomaticContextPropagation();
        }
    }

    /** Where the context is on the thread as well, the breaker's listener has said it. */
    @Test
    void aReactiveCallIsNotHeardOfTwice() {
        observed.run(
                context -> {
                    Client client = context.getBean(Client.class);
                    Calls.failUntilOpen(backend(context), new IllegalStateException());
                    heard.forget();

                    order().observe(() -> subscribe(client.lazily()));

                    assertThat(heard.events()).containsExactly(REJECTION);
                });
    }

    @Test
    void aFutureThatFailsElsewhereHasTheObservationOfItsCaller() {
        observed.run(
                context -> {
                    Client client = context.getBean(Client.class);
                    CompletableFuture<String> source = new CompletableFuture<>();
                    CompletableFuture<String> answer = order().observe(() -> client.later(source));

                    CompletableFuture.runAsync(
                                    () -> source.completeExceptionally(new IllegalStateException()))
                            .join();

                    assertThat(answer).isCompletedWithValue("instead");
                    assertThat(heard.events()).containsExactly(FALLBACK);
                });
    }

    @Test
    void aKeyHasTheNameOfItsFamily() {
        observed.run(
                context -> {
                    Breaker acme =
                            context.getBean(BreakerFamilies.class)
                                    .family("partner", "", KeySettings.DEFAULTS)
                                    .of("acme");
                    order().observe(
                                    () -> {
                                        acme.forceOpen();
                                    });

                    assertThat(heard.events())
                            .containsExactly(
                                    "order: circuitbreaker.transition: Breaker 'partner' CLOSED -> FORCED_OPEN");
                });
    }

    @Test
    void aBrokenHandlerChangesNothingForTheCall(CapturedOutput output) {
        observed.run(
                context -> {
                    Client client = context.getBean(Client.class);
                    heard.breakDown();

                    order().observe(
                                    () -> {
                                        assertThat(client.read(true)).isEqualTo("instead");
                                        assertThat(client.read(true)).isEqualTo("instead");
                                    });
                });
        assertThat(output.getOut().lines())
                .filteredOn(line -> line.contains("did not take the event"))
                .hasSize(1);
    }

    @Test
    void nobodyListensWhereThereIsNoRegistryOfObservations() {
        runner.run(
                context -> {
                    assertThat(context).doesNotHaveBean(BreakerObservations.class);
                    assertThat(context.getBean(Client.class).read(true)).isEqualTo("instead");
                });
    }

    @Test
    void nothingIsLeftAtBreakersThatOutliveTheApplication() {
        Breaker[] survivor = new Breaker[1];
        observed.run(context -> survivor[0] = backend(context));

        order().observe(
                        () -> {
                            survivor[0].forceOpen();
                        });

        assertThat(heard.events()).isEmpty();
    }
}
