package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.CallNotPermittedException;
import dev.breaker.annotation.CircuitBreaker;
import java.io.Serializable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.jcache.JCacheCacheManager;

/** Last known values in caches of JSR-107, which copy keys and values unless told otherwise. */
class JCacheMemoryTests {

    public record Article(String sku, int left) implements Serializable {}

    public static class Inventory {

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public Optional<Article> stock(String sku, List<Integer> sizes) {
            return sizes.isEmpty() ? Optional.empty() : Optional.of(new Article(sku, sizes.get(0)));
        }
    }

    private static ApplicationContextRunner with(boolean storeByValue) {
        return AnnotatedApplication.with(Inventory.class)
                .withBean("clock", InstantSource.class, WallTime::new)
                .withBean("caches", CacheManager.class, () -> caches(storeByValue));
    }

    private static JCacheCacheManager caches(boolean storeByValue) {
        javax.cache.CacheManager caches = Caching.getCachingProvider().getCacheManager();
        caches.destroyCache("stock");
        caches.createCache(
                "stock",
                new MutableConfiguration<Object, Object>()
                        .setStoreByValue(storeByValue)
                        .setExpiryPolicyFactory(
                                CreatedExpiryPolicy.factoryOf(
                                        new javax.cache.expiry.Duration(TimeUnit.HOURS, 1))));
        return new JCacheCacheManager(caches);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void serveWhatWasKnown(boolean storeByValue) {
        with(storeByValue)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.stock("book", List.of(1, 2));
                            inventory.stock("pen", List.of());
                            RememberingApplication.time(context).advance(Duration.ofMinutes(2));
                            breaker(context, "backend").forceOpen();

                            LastKnown<Optional<Article>> book =
                                    LastKnown.of(() -> inventory.stock("book", List.of(1, 2)));
                            assertThat(book.value()).contains(new Article("book", 1));
                            assertThat(book.age()).isEqualTo(Duration.ofMinutes(2));
                            assertThat(inventory.stock("pen", List.of())).isEmpty();
                            assertThatThrownBy(() -> inventory.stock("book", List.of(2, 1)))
                                    .isInstanceOf(CallNotPermittedException.class);
                        });
    }

    public record Secret(Object unserializable) {}

    public static class Vault {

        private @Nullable Throwable fails;

        void fail(Throwable with) {
            fails = with;
        }

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public Secret open(String key) {
            Backend.answer(fails);
            return new Secret(new Object());
        }
    }

    @Test
    void harmNoCallWhereAValueCannotBeCopied() {
        with(true)
                .withBean(Vault.class)
                .run(
                        context -> {
                            Vault vault = context.getBean(Vault.class);
                            assertThat(vault.open("a")).isNotNull();
                            Throwable down = new IllegalStateException("down");
                            vault.fail(down);
                            assertThatThrownBy(() -> vault.open("a")).isSameAs(down);
                        });
    }
}
