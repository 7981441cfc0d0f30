package dev.breaker.spring.standing;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static dev.breaker.spring.AnnotatedApplication.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.annotation.CircuitBreaker;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.ApplicationContext;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.validation.annotation.Validated;

/** A proxy that has no more than the bean's interfaces stands in the same order. */
class JdkProxyTests {

    /** Spring looks for {@code @Retryable} at the interface, where the proxy has no more. */
    @Validated
    public interface Prices {

        @Retryable(maxRetries = 1, delay = 0)
        @CircuitBreaker(name = "backend", fallbackMethod = "listPrice")
        @Cacheable("prices")
        String byInterface(@NotBlank String sku);

        @Retryable(maxRetries = 1, delay = 0)
        String byClass(@NotBlank String sku);
    }

    public static class RemotePrices implements Prices {

        int failures;
        int calls;

        @Override
        public String byInterface(String sku) {
            return price(sku);
        }

        @Override
        @CircuitBreaker(name = "backend", fallbackMethod = "listPrice")
        @Cacheable("prices")
        public String byClass(String sku) {
            return price(sku);
        }

        private String price(String sku) {
            calls++;
            if (failures-- > 0) {
                throw new IllegalStateException("down");
            }
            return "10 for " + sku;
        }

        private String listPrice(String sku, Exception why) {
            return "see the catalogue";
        }
    }

    private static ApplicationContextRunner application() {
        return with(
                        RetryableTests.Resilient.class,
                        CacheableTests.Caching.class,
                        RemotePrices.class)
                .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
                .withPropertyValues("spring.aop.proxy-target-class=false");
    }

    private interface Price {
        String of(Prices prices, String sku);
    }

    private static void behaves(ApplicationContext context, Price price) {
        Prices prices = context.getBean(Prices.class);
        assertThat(AopUtils.isJdkDynamicProxy(prices)).isTrue();
        RemotePrices target = (RemotePrices) Proxies.target(prices);

        assertThatThrownBy(() -> price.of(prices, ""))
                .isInstanceOf(ConstraintViolationException.class);
        target.failures = 2;
        assertThat(price.of(prices, "pen")).isEqualTo("see the catalogue");
        assertThat(target.calls).isEqualTo(2);
        target.failures = 1;
        assertThat(price.of(prices, "pen")).isEqualTo("10 for pen");
        breaker(context, "backend").forceOpen();
        assertThat(price.of(prices, "pen")).isEqualTo("10 for pen");
        assertThat(price.of(prices, "ink")).isEqualTo("see the catalogue");
        assertThat(breaker(context, "backend").snapshot())
                .returns(3L, snapshot -> snapshot.totalFailedCalls())
                .returns(1L, snapshot -> snapshot.totalSuccessfulCalls());
    }

    @Test
    void theAnnotationOfAClassesMethodWorks() {
        application().run(context -> behaves(context, Prices::byClass));
    }

    @Test
    void theAnnotationOfAnInterfacesMethodWorks() {
        application().run(context -> behaves(context, Prices::byInterface));
    }

    @Test
    void anOrderBelowZeroMakesOneCallOfAllAttempts() {
        application()
                .withPropertyValues("breaker.order=-1")
                .run(
                        context -> {
                            Prices prices = context.getBean(Prices.class);
                            ((RemotePrices) Proxies.target(prices)).failures = 2;
                            assertThat(prices.byInterface("pen")).isEqualTo("see the catalogue");
                            assertThat(breaker(context, "backend").snapshot().totalFailedCalls())
                                    .isOne();
                        });
    }
}
