package dev.breaker.spring.standing;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static dev.breaker.spring.AnnotatedApplication.calls;
import static dev.breaker.spring.AnnotatedApplication.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.CallNotPermittedException;
import dev.breaker.annotation.CircuitBreaker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.ApplicationContext;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.scheduling.annotation.Async;

/** Methods that return futures stand in the same order. */
@Timeout(30)
class FutureStandingTests {

    public static class Prices {

        int calls;
        boolean down;

        @Cacheable("prices")
        @CircuitBreaker(name = "backend", fallbackMethod = "listPrice")
        public CompletableFuture<String> cached(String sku) {
            return price(sku);
        }

        @Retryable(maxRetries = 2, delay = 0)
        @CircuitBreaker(name = "backend", fallbackMethod = "listPrice")
        public CompletableFuture<String> retried(String sku) {
            return price(sku);
        }

        @Retryable
        @CircuitBreaker(name = "backend", fallbackMethod = "listPrice")
        public CompletableFuture<String> awaited(CompletableFuture<String> price) {
            return price;
        }

        private String listPrice(CompletableFuture<String> price, Exception why) {
            return "see the catalogue";
        }

        @Async
        @CircuitBreaker(name = "backend", fallbackMethod = "listPrice")
        public CompletableFuture<String> elsewhere(String sku) {
            return price(sku + " by " + Thread.currentThread().getName());
        }

        @Async
        @CircuitBreaker(name = "backend")
        public Future<String> exact(String sku) {
            return price(sku);
        }

        private CompletableFuture<String> price(String sku) {
            calls++;
            return down
                    ? CompletableFuture.failedFuture(new IllegalStateException("down"))
                    : CompletableFuture.completedFuture("10 for " + sku);
        }

        private String listPrice(String sku, Exception why) {
            return "see the catalogue";
        }
    }

    private static ApplicationContextRunner application() {
        return with(
                AsyncTests.Asynchronous.class,
                RetryableTests.Resilient.class,
                CacheableTests.Caching.class,
                Prices.class);
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
                            assertThat(prices(context).cached("pen").join())
                                    .isEqualTo("10 for pen");
                            breaker(context, "backend").forceOpen();
                            assertThat(prices(context).cached("pen").join())
                                    .isEqualTo("10 for pen");
                            assertThat(calls(context, "backend")).isOne();
                        });
    }

    @Test
    void whatAFallbackReturnsIsNotCached() {
        application()
                .run(
                        context -> {
                            target(context).down = true;
                            assertThat(prices(context).cached("pen").join())
                                    .isEqualTo("see the catalogue");
                            target(context).down = false;
                            assertThat(prices(context).cached("pen").join())
                                    .isEqualTo("10 for pen");
                        });
    }

    /** Spring's own limit: it excludes futures. */
    @Test
    void aFutureIsNotRetriedAndItsFallbackAnswers() {
        application()
                .run(
                        context -> {
                            target(context).down = true;
                            assertThat(prices(context).retried("pen").join())
                                    .isEqualTo("see the catalogue");
                            assertThat(target(context).calls).isOne();
                            assertThat(calls(context, "backend")).isOne();
                        });
    }

    /** The breaker is further in, and hands out a future of its own. */
    @Test
    void aTimeOutOfTheCallersReachesTheBreaker() {
        application()
                .run(
                        context -> {
                            CompletableFuture<String> price = new CompletableFuture<>();
                            assertThatThrownBy(
                                            prices(context)
                                                            .awaited(price)
                                                            .orTimeout(1, TimeUnit.MILLISECONDS)
                                                    ::get)
                                    .hasCauseInstanceOf(TimeoutException.class);
                            assertThat(breaker(context, "backend").snapshot().totalFailedCalls())
                                    .isOne();
                            assertThat(price).isNotDone();
                            price.complete("late");
                            assertThat(calls(context, "backend")).isOne();
                        });
    }

    @Test
    void aFutureOfAnAsynchronousMethodIsGuardedOnTheOtherThread() {
        application()
                .run(
                        context -> {
                            assertThat(prices(context).elsewhere("pen").join())
                                    .isEqualTo("10 for pen by executor");
                            target(context).down = true;
                            assertThat(prices(context).elsewhere("pen").join())
                                    .isEqualTo("see the catalogue");
                            assertThat(breaker(context, "backend").snapshot())
                                    .returns(1L, snapshot -> snapshot.totalSuccessfulCalls())
                                    .returns(1L, snapshot -> snapshot.totalFailedCalls());
                        });
    }

    @Test
    void aRejectionArrivesInTheFutureOfAnAsynchronousMethod() {
        application()
                .run(
                        context -> {
                            breaker(context, "backend").forceOpen();
                            Future<String> price = prices(context).exact("pen");
                            assertThatThrownBy(() -> price.get(20, TimeUnit.SECONDS))
                                    .isInstanceOf(ExecutionException.class)
                                    .hasCauseInstanceOf(CallNotPermittedException.class);
                        });
    }
}
