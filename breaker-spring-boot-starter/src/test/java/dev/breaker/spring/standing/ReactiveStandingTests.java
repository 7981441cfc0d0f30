package dev.breaker.spring.standing;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static dev.breaker.spring.AnnotatedApplication.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.CallNotPermittedException;
import dev.breaker.annotation.CircuitBreaker;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.ApplicationContext;
import org.springframework.resilience.annotation.Retryable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Methods that return reactive types stand in the same order, at each subscription. */
@Timeout(30)
class ReactiveStandingTests {

    public static class Prices {

        int calls;
        int failures;

        @Retryable(maxRetries = 2, delay = 1, excludes = CallNotPermittedException.class)
        @CircuitBreaker(name = "backend", fallbackMethod = "listPrice")
        public Mono<String> price(String sku) {
            return request(sku);
        }

        @Retryable(maxRetries = 2, delay = 1, excludes = CallNotPermittedException.class)
        @CircuitBreaker(name = "backend")
        public Mono<String> exactPrice(String sku) {
            return request(sku);
        }

        @Cacheable("prices")
        @CircuitBreaker(name = "backend", fallbackMethod = "listPrice")
        public Mono<String> cached(String sku) {
            return request(sku);
        }

        private Mono<String> request(String sku) {
            return Mono.fromCallable(
                    () -> {
                        calls++;
                        if (failures-- > 0) {
                            throw new IllegalStateException("down");
                        }
                        return "10 for " + sku;
                    });
        }

        private Mono<String> listPrice(String sku, Exception why) {
            return Mono.just("instead of " + why.getClass().getSimpleName());
        }
    }

    private static ApplicationContextRunner application() {
        return with(RetryableTests.Resilient.class, CacheableTests.Caching.class, Prices.class);
    }

    private static Prices prices(ApplicationContext context) {
        return context.getBean(Prices.class);
    }

    private static Prices target(ApplicationContext context) {
        return Proxies.target(prices(context));
    }

    private static String value(Mono<String> price) {
        return price.block(Duration.ofSeconds(20));
    }

    @Test
    void everyAttemptIsACall() {
        application()
                .run(
                        context -> {
                            target(context).failures = 2;
                            assertThat(value(prices(context).price("pen"))).isEqualTo("10 for pen");
                            assertThat(breaker(context, "backend").snapshot())
                                    .returns(2L, snapshot -> snapshot.totalFailedCalls())
                                    .returns(1L, snapshot -> snapshot.totalSuccessfulCalls());
                        });
    }

    /** Reactor wraps the last exception when retries are exhausted. */
    @Test
    void theFallbackComesAfterTheLastAttempt() {
        application()
                .run(
                        context -> {
                            target(context).failures = 3;
                            assertThat(value(prices(context).price("pen")))
                                    .isEqualTo("instead of IllegalStateException");
                            assertThat(target(context).calls).isEqualTo(3);
                        });
    }

    @Test
    void aRejectionThatIsExcludedIsNotRetried() {
        application()
                .run(
                        context -> {
                            breaker(context, "backend").forceOpen();
                            StepVerifier.create(prices(context).exactPrice("pen"))
                                    .verifyError(CallNotPermittedException.class);
                            assertThat(value(prices(context).price("pen")))
                                    .isEqualTo("instead of CallNotPermittedException");
                            assertThat(breaker(context, "backend").snapshot().notPermittedCalls())
                                    .isEqualTo(2);
                        });
    }

    @Test
    void withAnOrderBelowZeroAllAttemptsAreOneCall() {
        application()
                .withPropertyValues("breaker.order=-1")
                .run(
                        context -> {
                            target(context).failures = 3;
                            assertThat(value(prices(context).price("pen"))).startsWith("instead");
                            assertThat(target(context).calls).isEqualTo(3);
                            assertThat(breaker(context, "backend").snapshot().totalFailedCalls())
                                    .isOne();
                        });
    }

    @Test
    void whatAFallbackReturnsIsNotCachedAndAHitNeedsNoBreaker() {
        application()
                .run(
                        context -> {
                            target(context).failures = 1;
                            assertThat(value(prices(context).cached("pen")))
                                    .isEqualTo("instead of IllegalStateException");
                            assertThat(value(prices(context).cached("pen")))
                                    .isEqualTo("10 for pen");
                            breaker(context, "backend").forceOpen();
                            assertThat(value(prices(context).cached("pen")))
                                    .isEqualTo("10 for pen");
                        });
    }
}
