package dev.breaker.spring.standing;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static dev.breaker.spring.AnnotatedApplication.calls;
import static dev.breaker.spring.AnnotatedApplication.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.Breaker;
import dev.breaker.CallNotPermittedException;
import dev.breaker.annotation.CircuitBreaker;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A cache is asked before the breaker: what it knows is served while the circuit is open, and says
 * nothing about the backend. The fallback comes after both: what it returns is not kept.
 */
class CacheableTests {

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    static class Caching {

        @Bean
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager("prices");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching(order = -2)
    static class CachingFirst {

        @Bean
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager("prices");
        }
    }

    public static class Prices {

        boolean down;
        int calls;

        @Cacheable("prices")
        @CircuitBreaker(name = "backend", fallbackMethod = "listPrice")
        public String price(String sku) {
            calls++;
            if (down) {
                throw new IllegalStateException("down");
            }
            return "10 for " + sku;
        }

        @Cacheable(cacheNames = "prices", sync = true)
        @CircuitBreaker(name = "backend", fallbackMethod = "listPrice")
        public String priceForOne(String sku) {
            return price(sku);
        }

        @Cacheable("prices")
        @CircuitBreaker(name = "backend")
        public String exactPrice(String sku) {
            return price(sku);
        }

        @CacheEvict("prices")
        @CircuitBreaker(name = "backend", fallbackMethod = "notNow")
        public boolean change(String sku) {
            price(sku);
            return true;
        }

        private String listPrice(String sku, Exception why) {
            return "see the catalogue";
        }

        private boolean notNow(String sku, Exception why) {
            return false;
        }
    }

    private static ApplicationContextRunner application() {
        return with(Caching.class, Prices.class);
    }

    private static Prices prices(ApplicationContext context) {
        return context.getBean(Prices.class);
    }

    private static Prices target(ApplicationContext context) {
        return Proxies.target(prices(context));
    }

    @Test
    void whatTheCacheKnowsIsServedWhileTheCircuitIsOpen() {
        application()
                .run(
                        context -> {
                            assertThat(prices(context).exactPrice("pen")).isEqualTo("10 for pen");
                            Breaker breaker = breaker(context, "backend");
                            breaker.forceOpen();
                            assertThat(prices(context).exactPrice("pen")).isEqualTo("10 for pen");
                            assertThatThrownBy(() -> prices(context).exactPrice("ink"))
                                    .isInstanceOf(CallNotPermittedException.class);
                            assertThat(breaker.snapshot().notPermittedCalls()).isOne();
                        });
    }

    @Test
    void whatTheCacheAnswersSaysNothingAboutTheBackend() {
        application()
                .run(
                        context -> {
                            for (int i = 0; i < 5; i++) {
                                prices(context).price("pen");
                            }
                            assertThat(calls(context, "backend")).isOne();
                        });
    }

    @Test
    void itIsNoProbeEither() {
        application()
                .run(
                        context -> {
                            prices(context).price("pen");
                            Breaker breaker = breaker(context, "backend");
                            breaker.halfOpen();
                            for (int i = 0; i < 5; i++) {
                                prices(context).price("pen");
                            }
                            assertThat(breaker.state()).isEqualTo(dev.breaker.State.HALF_OPEN);
                        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatAFallbackReturnsIsNotCached(boolean synchronous) {
        application()
                .run(
                        context -> {
                            target(context).down = true;
                            assertThat(price(context, synchronous)).isEqualTo("see the catalogue");
                            target(context).down = false;
                            assertThat(price(context, synchronous)).isEqualTo("10 for pen");
                            assertThat(calls(context, "backend")).isEqualTo(2);
                        });
    }

    private static String price(ApplicationContext context, boolean synchronous) {
        return synchronous ? prices(context).priceForOne("pen") : prices(context).price("pen");
    }

    @Test
    void aCallThatAFallbackAnsweredEvictsNothing() {
        application()
                .run(
                        context -> {
                            prices(context).price("pen");
                            target(context).down = true;
                            assertThat(prices(context).change("pen")).isFalse();
                            assertThat(prices(context).price("pen")).isEqualTo("10 for pen");
                            target(context).down = false;
                            assertThat(prices(context).change("pen")).isTrue();
                            target(context).down = true;
                            assertThat(prices(context).price("pen")).isEqualTo("see the catalogue");
                        });
    }

    @Nested
    class WithAnOrder {

        @Test
        void thatIsLowerTheBreakerEnclosesTheCache() {
            application()
                    .withPropertyValues("breaker.order=1")
                    .run(
                            context -> {
                                prices(context).price("pen");
                                prices(context).price("pen");
                                assertThat(target(context).calls).isOne();
                                assertThat(calls(context, "backend")).isEqualTo(2);
                                breaker(context, "backend").forceOpen();
                                assertThat(prices(context).price("pen"))
                                        .isEqualTo("see the catalogue");
                            });
        }

        @ParameterizedTest
        @ValueSource(strings = {"-1", "3"})
        void thatIsHigherTheCacheEnclosesTheBreaker(String order) {
            with(CachingFirst.class, RetryableTests.Resilient.class, Prices.class)
                    .withPropertyValues("breaker.order=" + order)
                    .run(
                            context -> {
                                prices(context).price("pen");
                                breaker(context, "backend").forceOpen();
                                assertThat(prices(context).price("pen")).isEqualTo("10 for pen");
                                assertThat(prices(context).price("ink"))
                                        .isEqualTo("see the catalogue");
                                breaker(context, "backend").close();
                                assertThat(prices(context).price("ink")).isEqualTo("10 for ink");
                            });
        }
    }
}
