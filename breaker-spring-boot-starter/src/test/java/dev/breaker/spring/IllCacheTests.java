package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.annotation.CircuitBreaker;
import java.io.Serializable;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.support.NoOpCacheManager;

/** Caches that throw, forget, or keep bytes. */
@ExtendWith(OutputCaptureExtension.class)
class IllCacheTests {

    private static final RuntimeException FAILURE = new IllegalStateException("down");

    public static class Inventory {

        private boolean down;

        void down() {
            down = true;
        }

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public String stock(String sku) {
            return answer("12");
        }

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public Level level(String sku, TimeUnit unit, int[] places) {
            return answer(new Level(12));
        }

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public Object anything() {
            return answer(new Object());
        }

        private <T> T answer(T value) {
            if (down) {
                throw FAILURE;
            }
            return value;
        }
    }

    public record Level(int available) implements Serializable {}

    private static ApplicationContextRunner with(CacheManager caches) {
        return AnnotatedApplication.with(Inventory.class)
                .withBean(CacheManager.class, () -> caches)
                .withBean(InstantSource.class, WallTime::new);
    }

    private static CacheManager of(Cache cache) {
        return new ConcurrentMapCacheManager() {
            @Override
            protected Cache createConcurrentMapCache(String name) {
                return cache;
            }
        };
    }

    /** Redis, say, while it is down. */
    private static final class Broken extends ConcurrentMapCache {

        private final Throwable with;

        private Broken(Throwable with) {
            super("stock");
            this.with = with;
        }

        @Override
        public @Nullable ValueWrapper get(Object key) {
            Backend.answer(with);
            return null;
        }

        @Override
        public void put(Object key, @Nullable Object value) {
            Backend.answer(with);
        }
    }

    @Test
    void oneThatThrowsDoesACallNoHarm(CapturedOutput output) {
        RuntimeException broken = new IllegalStateException("no connection");
        with(of(new Broken(broken)))
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            assertThat(inventory.stock("book")).isEqualTo("12");
                            assertThat(inventory.stock("book")).isEqualTo("12");
                            assertThat(breaker(context, "backend").snapshot().failedCalls())
                                    .isZero();
                            inventory.down();
                            assertThatThrownBy(() -> inventory.stock("book")).isSameAs(FAILURE);
                            assertThat(FAILURE).hasNoSuppressedExceptions();
                            assertThat(context.getBean(FallbackCounts.class).of("backend").sum())
                                    .isZero();
                        });

        assertThat(output.getOut().lines().filter(line -> line.contains(" WARN ")))
                .singleElement()
                .asString()
                .contains("Cache 'stock' did not take a value for")
                .contains("Inventory.stock(String)");
        assertThat(output).contains("no connection");
    }

    /** A class that is gone, in what another version of the application has kept. */
    @Test
    void oneThatCannotLoadAClassDoesACallNoHarm() {
        with(of(new Broken(new NoClassDefFoundError("com/acme/Stock"))))
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            assertThat(inventory.stock("book")).isEqualTo("12");
                            inventory.down();
                            assertThatThrownBy(() -> inventory.stock("book")).isSameAs(FAILURE);
                        });
    }

    @Test
    void oneThatKeepsNothingServesNothing() {
        with(new NoOpCacheManager())
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            assertThat(inventory.stock("book")).isEqualTo("12");
                            inventory.down();
                            assertThatThrownBy(() -> inventory.stock("book")).isSameAs(FAILURE);
                        });
    }

    private static CacheManager serialising() {
        ConcurrentMapCacheManager manager = new ConcurrentMapCacheManager();
        manager.setBeanClassLoader(IllCacheTests.class.getClassLoader());
        manager.setStoreByValue(true);
        return manager;
    }

    @Test
    void oneThatKeepsBytesGivesBackWhatWasRemembered() {
        with(serialising())
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            Level level = inventory.level("book", TimeUnit.DAYS, new int[] {1});
                            inventory.down();

                            LastKnown<Level> answer =
                                    LastKnown.of(
                                            () ->
                                                    inventory.level(
                                                            "book", TimeUnit.DAYS, new int[] {1}));
                            assertThat(answer.value()).isEqualTo(level).isNotSameAs(level);
                            assertThat(answer.isStale()).isTrue();
                        });
    }

    @Test
    void aValueThatCannotBeSerialisedReachesTheCaller(CapturedOutput output) {
        with(serialising())
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            assertThat(inventory.anything()).isNotNull();
                            inventory.down();
                            assertThatThrownBy(inventory::anything).isSameAs(FAILURE);
                        });
        assertThat(output).contains("Cache 'stock' did not take a value");
    }

    /** What an argument is asked for a key may go wrong as well. */
    @Test
    void anArgumentWithoutAHashCodeDoesACallNoHarm() {
        with(new ConcurrentMapCacheManager())
                .withBean(ByObject.class)
                .run(
                        context ->
                                assertThat(
                                                context.getBean(ByObject.class)
                                                        .read(
                                                                new Object() {
                                                                    @Override
                                                                    public int hashCode() {
                                                                        throw new UnsupportedOperationException();
                                                                    }

                                                                    @Override
                                                                    public String toString() {
                                                                        return "hashless";
                                                                    }
                                                                }))
                                        .isEqualTo("read"));
    }

    public static class ByObject {

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public String read(Object key) {
            return "read";
        }
    }
}
