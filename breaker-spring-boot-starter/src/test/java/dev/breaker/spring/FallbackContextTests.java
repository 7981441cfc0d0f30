package dev.breaker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.annotation.CircuitBreaker;
import io.micrometer.context.ContextRegistry;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What surrounds a call surrounds its fallback, whatever thread that runs on. */
@ExtendWith(OutputCaptureExtension.class)
public class FallbackContextTests {

    private static final ThreadLocal<@Nullable String> USER = new ThreadLocal<>();

    @BeforeEach
    void know() {
        ContextRegistry.getInstance().registerThreadLocalAccessor("user", USER);
    }

    @AfterEach
    void forget() {
        ContextRegistry.getInstance().removeThreadLocalAccessor("user");
        USER.remove();
    }

    public static class Client {

        @CircuitBreaker(name = "backend", fallbackMethod = "user")
        public CompletableFuture<String> read(CompletableFuture<String> answer) {
            return answer;
        }

        private String user(CompletableFuture<String> answer) {
            return "for " + USER.get();
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "second")
        public CompletableFuture<String> chained(CompletableFuture<String> answer) {
            return answer;
        }

        @CircuitBreaker(name = "second", fallbackMethod = "user")
        CompletableFuture<String> second(CompletableFuture<String> answer) {
            return CompletableFuture.failedFuture(new IllegalStateException("as " + USER.get()));
        }

        private String user(CompletableFuture<String> answer, IllegalStateException failed) {
            return failed.getMessage() + " for " + USER.get();
        }
    }

    public static class Reactive {

        @CircuitBreaker(name = "backend", fallbackMethod = "user")
        public Mono<String> one(Mono<String> answer) {
            return answer;
        }

        private Mono<String> user(Mono<String> answer) {
            String user = USER.get();
            return Mono.just("for " + user);
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "users")
        public Flux<String> many(Flux<String> answer) {
            return answer;
        }

        private Flux<String> users(Flux<String> answer) {
            return Flux.just("for " + USER.get());
        }
    }

    private static Mono<String> failingElsewhere() {
        return Mono.<String>error(new IllegalStateException("down"))
                .doFirst(() -> USER.set("other"))
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** That of whoever subscribes, and not of whoever called the method. */
    @Test
    void reachesTheFallbacksOfReactiveTypes() {
        AnnotatedApplication.with(Reactive.class)
                .run(
                        context -> {
                            Reactive client = context.getBean(Reactive.class);
                            USER.set("bob");
                            Mono<String> one = client.one(failingElsewhere());
                            Flux<String> many = client.many(failingElsewhere().flux());
                            USER.set("alice");
                            assertThat(one.block()).isEqualTo("for alice");
                            assertThat(many.blockLast()).isEqualTo("for alice");
                        });
    }

    @Test
    void whatReactorsContextHoldsComesFirst() {
        AnnotatedApplication.with(Reactive.class)
                .run(
                        context -> {
                            USER.set("alice");
                            assertThat(
                                            context.getBean(Reactive.class)
                                                    .one(failingElsewhere())
                                                    .contextWrite(view -> view.put("user", "carol"))
                                                    .block())
                                    .isEqualTo("for carol");
                            assertThat(USER.get()).isEqualTo("alice");
                        });
    }

    /** Fails on another thread, which has a user of its own; that one must be there afterwards. */
    private static void failElsewhere(CompletableFuture<String> source) {
        Thread thread =
                new Thread(
                        () -> {
                            USER.set("other");
                            source.completeExceptionally(new IllegalStateException("down"));
                            source.obtrudeValue(String.valueOf(USER.get()));
                        });
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        assertThat(source).isCompletedWithValue("other");
    }

    @Test
    void reachesTheFallbackOfAFuture() {
        AnnotatedApplication.with(Client.class)
                .run(
                        context -> {
                            USER.set("alice");
                            CompletableFuture<String> source = new CompletableFuture<>();
                            CompletableFuture<String> answer =
                                    context.getBean(Client.class).read(source);
                            USER.set("bob");
                            failElsewhere(source);
                            assertThat(answer.join()).endsWith("for alice");
                        });
    }

    @Test
    void whatTheCallerHadNotIsNotThereEither() {
        AnnotatedApplication.with(Client.class)
                .run(
                        context -> {
                            CompletableFuture<String> source = new CompletableFuture<>();
                            CompletableFuture<String> answer =
                                    context.getBean(Client.class).read(source);
                            failElsewhere(source);
                            assertThat(answer.join()).endsWith("for null");
                        });
    }

    @Test
    void reachesEachOfAChainOfFallbacks() {
        AnnotatedApplication.with(Client.class)
                .run(
                        context -> {
                            USER.set("alice");
                            CompletableFuture<String> source = new CompletableFuture<>();
                            CompletableFuture<String> answer =
                                    context.getBean(Client.class).chained(source);
                            failElsewhere(source);
                            assertThat(answer).isCompletedWithValue("as alice for alice");
                        });
    }

    @Test
    void doesNotWithoutTheLibrary() {
        AnnotatedApplication.with(Client.class)
                .withClassLoader(new FilteredClassLoader("io.micrometer.context"))
                .run(
                        context -> {
                            USER.set("alice");
                            CompletableFuture<String> source = new CompletableFuture<>();
                            CompletableFuture<String> answer =
                                    context.getBean(Client.class).read(source);
                            failElsewhere(source);
                            assertThat(answer.join()).endsWith("for other");
                        });
    }

    @Test
    void aBrokenAccessorChangesNothing(CapturedOutput output) {
        ContextRegistry.getInstance()
                .registerThreadLocalAccessor(
                        "user",
                        () -> {
                            throw new IllegalStateException("broken accessor");
                        },
                        user -> {},
                        () -> {});
        AnnotatedApplication.with(Client.class)
                .run(
                        context -> {
                            for (int i = 0; i < 2; i++) {
                                CompletableFuture<String> source = new CompletableFuture<>();
                                CompletableFuture<String> answer =
                                        context.getBean(Client.class).read(source);
                                failElsewhere(source);
                                assertThat(answer.join()).endsWith("for other");
                            }
                            assertThat(Totals.of(context)).isEqualTo(new Totals(0, 2, 0, 0));
                        });
        assertThat(output.getOut().lines())
                .filteredOn(line -> line.contains("could not be carried"))
                .singleElement()
                .asString()
                .contains("WARN");
    }
}
