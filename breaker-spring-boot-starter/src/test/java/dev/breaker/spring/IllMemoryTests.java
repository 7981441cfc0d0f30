package dev.breaker.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.annotation.CircuitBreaker;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Mono;

/** Whatever goes wrong while an answer is remembered, the caller gets the answer. */
@ExtendWith(OutputCaptureExtension.class)
class IllMemoryTests {

    private static final RuntimeException FAILURE = new IllegalStateException("down");

    public static class Inventory {

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public String stock(boolean down) {
            if (down) {
                throw FAILURE;
            }
            return "12";
        }

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public CompletableFuture<String> future(CompletableFuture<String> answer) {
            return answer;
        }

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public Mono<String> mono(Mono<String> answer) {
            return answer;
        }
    }

    private static final class NoTime implements InstantSource {

        @Override
        public Instant instant() {
            throw new IllegalStateException("no time");
        }
    }

    /** Not among the errors of which a library's absence makes one think. */
    private static final class NoRoom extends ConcurrentMapCacheManager {

        @Override
        protected ConcurrentMapCache createConcurrentMapCache(String name) {
            return new ConcurrentMapCache(name) {
                @Override
                public void put(Object key, @Nullable Object value) {
                    throw new AssertionError("no room");
                }

                @Override
                public @Nullable ValueWrapper get(Object key) {
                    throw new AssertionError("no room");
                }
            };
        }
    }

    private static void with(
            CacheManager caches, InstantSource clock, Consumer<ApplicationContext> test) {
        AnnotatedApplication.with(Inventory.class)
                .withBean(CacheManager.class, () -> caches)
                .withBean(InstantSource.class, () -> clock)
                .run(test::accept);
    }

    private static void answersAllTheSame(ApplicationContext context) {
        Inventory inventory = context.getBean(Inventory.class);
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletableFuture<String> answer = inventory.future(source);
        source.complete("13");
        assertThat(answer).isCompletedWithValue("13");
        for (int i = 0; i < 2; i++) {
            assertThat(inventory.stock(false)).isEqualTo("12");
        }
        assertThat(inventory.mono(Mono.just("14")).block()).isEqualTo("14");
        assertThat(Totals.of(context)).isEqualTo(new Totals(4, 0, 0, 0));

        assertThatThrownBy(() -> inventory.stock(true)).isSameAs(FAILURE);
        assertThatThrownBy(inventory.future(CompletableFuture.failedFuture(FAILURE))::join)
                .hasCause(FAILURE);
        assertThatThrownBy(inventory.mono(Mono.error(FAILURE))::block).isSameAs(FAILURE);
        assertThat(Totals.of(context)).isEqualTo(new Totals(4, 3, 0, 0));
    }

    @Test
    void aClockThatThrowsDoesACallNoHarm(CapturedOutput output) {
        with(new ConcurrentMapCacheManager(), new NoTime(), IllMemoryTests::answersAllTheSame);
        assertThat(output.getOut().lines().filter(line -> line.contains(" WARN ")))
                .hasSize(3) // one of each method
                .allMatch(line -> line.contains("Cache 'stock' did not take a value for"));
    }

    @Test
    void norDoesACacheThatThrowsAnyError() {
        with(new NoRoom(), new WallTime(), IllMemoryTests::answersAllTheSame);
    }
}
