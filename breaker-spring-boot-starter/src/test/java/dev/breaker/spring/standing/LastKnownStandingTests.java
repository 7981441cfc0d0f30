package dev.breaker.spring.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.annotation.CircuitBreaker;
import dev.breaker.spring.AnnotatedApplication;
import dev.breaker.spring.FallbackCounts;
import dev.breaker.spring.LastKnown;
import dev.breaker.spring.WallTime;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

/** The last known value has the place of a fallback: after retries, and kept by no other cache. */
class LastKnownStandingTests {

    private static final RuntimeException FAILURE = new IllegalStateException("down");

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    @EnableResilientMethods
    static class Caching {

        @Bean
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager("hits", "stock");
        }

        @Bean
        InstantSource clock() {
            return new WallTime();
        }
    }

    public static class Inventory {

        private int calls;
        private boolean down;

        int calls() {
            return calls;
        }

        void down(boolean is) {
            down = is;
        }

        @Retryable(maxRetries = 2, delay = 0)
        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public String retried(String sku) {
            return answer(sku);
        }

        @Cacheable("hits")
        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public String cached(String sku) {
            return answer(sku);
        }

        @Retryable(maxRetries = 2, delay = 0)
        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public Mono<String> retriedLater(String sku) {
            return Mono.fromSupplier(() -> answer(sku));
        }

        private String answer(String sku) {
            calls++;
            if (down) {
                throw FAILURE;
            }
            return sku + " " + calls;
        }
    }

    private static ApplicationContextRunner application() {
        return AnnotatedApplication.with(Caching.class, Inventory.class);
    }

    private static WallTime time(ApplicationContext context) {
        return (WallTime) context.getBean(InstantSource.class);
    }

    @Test
    void itIsServedWhenTheLastAttemptHasFailed() {
        application()
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.retried("book");
                            inventory.down(true);

                            LastKnown<String> answer =
                                    LastKnown.of(() -> inventory.retried("book"));
                            assertThat(answer.value()).isEqualTo("book 1");
                            assertThat(answer.isStale()).isTrue();
                            assertThat(inventory.calls()).isEqualTo(1 + 3);
                            assertThat(context.getBean(FallbackCounts.class).of("backend").sum())
                                    .isOne();
                        });
    }

    @Test
    void whereNothingIsKnownTheLastAttemptsExceptionReachesTheCaller() {
        application()
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.down(true);

                            assertThatThrownBy(() -> inventory.retried("book")).isSameAs(FAILURE);
                            assertThat(inventory.calls()).isEqualTo(3);
                        });
    }

    @Test
    void itIsServedWhenTheLastSubscriptionHasFailed() {
        application()
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.retriedLater("book").block();
                            inventory.down(true);

                            LastKnown<Mono<String>> answer =
                                    LastKnown.of(() -> inventory.retriedLater("book"));
                            assertThat(answer.value().block()).isEqualTo("book 1");
                            assertThat(answer.isStale()).isTrue();
                            assertThat(inventory.calls()).isEqualTo(1 + 3);
                        });
    }

    /** Reactor wraps the last of them. */
    @Test
    void whereNothingIsKnownTheLastSubscriptionsErrorReachesTheCallerAsItIs() {
        application()
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.down(true);

                            assertThatThrownBy(() -> inventory.retriedLater("book").block())
                                    .matches(Exceptions::isRetryExhausted)
                                    .hasCause(FAILURE);
                        });
    }

    /** A hit is no answer of the backend: what is known gets no younger by it. */
    @Test
    void whatAnotherCacheAnswersIsNotRememberedAnew() {
        application()
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.cached("book");
                            time(context).advance(Duration.ofHours(1));
                            assertThat(inventory.cached("book")).isEqualTo("book 1");
                            assertThat(inventory.calls()).isOne();
                            context.getBean(CacheManager.class).getCache("hits").clear();
                            inventory.down(true);

                            LastKnown<String> answer = LastKnown.of(() -> inventory.cached("book"));
                            assertThat(answer.age()).isEqualTo(Duration.ofHours(1));
                        });
    }

    @Test
    void whatIsServedIsKeptByNoOtherCache() {
        application()
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.cached("book");
                            context.getBean(CacheManager.class).getCache("hits").clear();
                            inventory.down(true);
                            assertThat(inventory.cached("book")).isEqualTo("book 1");
                            inventory.down(false);

                            assertThat(inventory.cached("book")).isEqualTo("book 3");
                        });
    }
}
