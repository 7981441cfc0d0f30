package dev.breaker.spring.standing;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static dev.breaker.spring.AnnotatedApplication.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.BreakerListener;
import dev.breaker.CallNotPermittedException;
import dev.breaker.CallOutcome;
import dev.breaker.Rejection;
import dev.breaker.annotation.CircuitBreaker;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.support.SimpleCacheManager;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.resilience.annotation.ConcurrencyLimit;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.validation.annotation.Validated;

/** All that Spring can put around a method around one method: docs/standing.md draws this. */
@Timeout(30)
class AllTogetherTests {

    /** What happened, in order. */
    static final List<String> LINES = new CopyOnWriteArrayList<>();

    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = Sku.Validator.class)
    @interface Sku {

        String message() default "no article";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};

        /** Says that it was asked. */
        class Validator implements ConstraintValidator<Sku, String> {

            @Override
            public boolean isValid(String sku, ConstraintValidatorContext context) {
                LINES.add("validated");
                return !sku.isEmpty();
            }
        }
    }

    @Validated
    public static class Shop {

        int failures;

        @Async
        @ConcurrencyLimit(1)
        @Retryable(maxRetries = 1, delay = 0, excludes = CallNotPermittedException.class)
        @Cacheable("receipts")
        @CircuitBreaker(name = "backend", fallbackMethod = "later")
        @Transactional
        public void buy(@Sku String sku) {
            LINES.add("called by " + Thread.currentThread().getName());
            if (failures-- > 0) {
                throw new IllegalStateException("down");
            }
        }

        private void later(String sku, Exception why) {
            LINES.add("fallback after " + why.getClass().getSimpleName());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    static class Caching {

        @Bean
        CacheManager cacheManager() {
            SimpleCacheManager manager = new SimpleCacheManager();
            manager.setCaches(
                    List.of(
                            new ConcurrentMapCache("receipts") {
                                @Override
                                protected Object lookup(Object key) {
                                    LINES.add("cache asked");
                                    return super.lookup(key);
                                }

                                @Override
                                public void put(Object key, Object value) {
                                    LINES.add("cache filled");
                                    super.put(key, value);
                                }
                            }));
            return manager;
        }

        @Bean
        TransactionExecutionListener transactionLog() {
            return new TransactionExecutionListener() {
                @Override
                public void afterBegin(TransactionExecution transaction, Throwable failure) {
                    LINES.add("begin");
                }

                @Override
                public void afterCommit(TransactionExecution transaction, Throwable failure) {
                    LINES.add("commit");
                }

                @Override
                public void afterRollback(TransactionExecution transaction, Throwable failure) {
                    LINES.add("rollback");
                }
            };
        }
    }

    private static final class Heard implements BreakerListener {

        @Override
        public void onOutcome(CallOutcome outcome) {
            LINES.add(outcome.outcome().isFailure() ? "failure" : "success");
        }

        @Override
        public void onNotPermitted(Rejection rejection) {
            LINES.add("rejected");
        }
    }

    private static ApplicationContextRunner application() {
        return TransactionalTests.withDatabase(
                        with(
                                AsyncTests.Asynchronous.class,
                                RetryableTests.Resilient.class,
                                Caching.class,
                                Shop.class))
                .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class));
    }

    private static List<String> buy(ApplicationContext context, int failures, boolean open)
            throws InterruptedException {
        LINES.clear();
        breaker(context, "backend").addListener(new Heard());
        if (open) {
            breaker(context, "backend").forceOpen();
        }
        Shop shop = context.getBean(Shop.class);
        Proxies.target(shop).failures = failures;
        shop.buy("pen");
        ExecutorService executor = context.getBean(ExecutorService.class);
        executor.shutdown();
        assertThat(executor.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        return LINES;
    }

    @Test
    void theAdviceStandsInThisOrder() {
        application()
                .run(
                        context ->
                                assertThat(Proxies.advice(context.getBean(Shop.class)))
                                        .containsExactly(
                                                "AnnotationAsyncExecutionInterceptor",
                                                "BreakerInterceptor",
                                                "ConcurrencyLimitInterceptor",
                                                "RetryAnnotationInterceptor",
                                                "CacheInterceptor",
                                                "MethodValidationInterceptor",
                                                "BreakerInterceptor",
                                                "TransactionInterceptor"));
        application()
                .withPropertyValues("breaker.order=-1")
                .run(
                        context ->
                                assertThat(Proxies.advice(context.getBean(Shop.class)))
                                        .startsWith(
                                                "AnnotationAsyncExecutionInterceptor",
                                                "MethodValidationInterceptor",
                                                "BreakerInterceptor",
                                                "ConcurrencyLimitInterceptor",
                                                "RetryAnnotationInterceptor")
                                        .contains("CacheInterceptor", "TransactionInterceptor")
                                        .hasSize(7));
    }

    @Test
    void aCallThatSucceedsAtTheSecondAttempt() {
        application()
                .run(
                        context ->
                                assertThat(buy(context, 1, false))
                                        .containsExactly(
                                                "cache asked",
                                                "validated",
                                                "begin",
                                                "called by executor",
                                                "rollback",
                                                "failure",
                                                "cache asked",
                                                "validated",
                                                "begin",
                                                "called by executor",
                                                "commit",
                                                "success",
                                                "cache filled"));
    }

    @Test
    void aCallThatFails() {
        application()
                .run(
                        context ->
                                assertThat(buy(context, 2, false))
                                        .containsExactly(
                                                "cache asked",
                                                "validated",
                                                "begin",
                                                "called by executor",
                                                "rollback",
                                                "failure",
                                                "cache asked",
                                                "validated",
                                                "begin",
                                                "called by executor",
                                                "rollback",
                                                "failure",
                                                "fallback after IllegalStateException"));
    }

    @Test
    void aCallThatIsRejected() {
        application()
                .run(
                        context ->
                                assertThat(buy(context, 0, true))
                                        .containsExactly(
                                                "cache asked",
                                                "validated",
                                                "rejected",
                                                "fallback after CallNotPermittedException"));
    }

    @Test
    void aCallThatFailsWithAnOrderBelowZero() {
        application()
                .withPropertyValues("breaker.order=-1")
                .run(
                        context ->
                                assertThat(buy(context, 2, false))
                                        .startsWith("validated")
                                        .endsWith("failure", "fallback after IllegalStateException")
                                        .containsOnlyOnce("validated", "failure")
                                        .filteredOn("called by executor"::equals)
                                        .hasSize(2));
    }
}
