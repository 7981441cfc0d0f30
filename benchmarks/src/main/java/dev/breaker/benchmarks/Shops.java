package dev.breaker.benchmarks;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.Call;
import dev.breaker.WindowType;
import dev.breaker.annotation.CircuitBreaker;
import dev.breaker.spring.autoconfigure.BreakerAopAutoConfiguration;
import dev.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import dev.breaker.spring.autoconfigure.BreakerEventsAutoConfiguration;
import dev.breaker.spring.autoconfigure.BreakerMetricsAutoConfiguration;
import dev.breaker.spring.metrics.BreakerMetrics;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.springboot.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** One application for each kind of advice, with what that needs and no more. */
final class Shops {

    private static final String NAME = "shop";

    private Shops() {}

    static Class<?> of(String subject) {
        return switch (subject) {
            case "bare call" -> Bare.class;
            case "breaker, no proxy" -> Engine.class;
            case "empty method interceptor" -> Interceptor.class;
            case "empty @Around" -> AroundAdvice.class;
            case "breaker @CircuitBreaker" -> Guarded.class;
            case "breaker @CircuitBreaker metered" -> Metered.class;
            case "resilience4j @CircuitBreaker" -> Resilience4j.class;
            default -> throw new IllegalArgumentException("no such subject: " + subject);
        };
    }

    /** Opens the shop's breaker. */
    @FunctionalInterface
    interface Tripping {
        void trip();
    }

    @Configuration(proxyBeanMethods = false)
    static class Bare {

        @Bean
        PlainShop shop() {
            return new PlainShop();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Engine {

        @Bean
        EngineShop shop() {
            return new EngineShop(
                    Breaker.of(NAME, BreakerSubject.config(WindowType.COUNT_BASED, 100).build()));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(AopAutoConfiguration.class)
    @Import(Interception.class)
    static class Interceptor extends Bare {}

    /** An interceptor that does nothing, around the prices of any bean. */
    @Configuration(proxyBeanMethods = false)
    static class Interception {

        @Bean
        static Advisor advisor() {
            NameMatchMethodPointcut pointcut = new NameMatchMethodPointcut();
            pointcut.setMappedName("price*");
            pointcut.setClassFilter(type -> type.getSimpleName().contains("Shop"));
            return new DefaultPointcutAdvisor(pointcut, new EmptyInterceptor());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(AopAutoConfiguration.class)
    static class AroundAdvice extends Bare {

        @Bean
        static EmptyAspect aspect() {
            return new EmptyAspect();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        AopAutoConfiguration.class,
        BreakerAutoConfiguration.class,
        BreakerAopAutoConfiguration.class,
        BreakerEventsAutoConfiguration.class
    })
    static class Guarded {

        @Bean
        GuardedShop shop() {
            return new GuardedShop();
        }

        @Bean
        Tripping tripping(BreakerRegistry breakers) {
            return () -> {
                Breaker breaker = breakers.breaker(NAME);
                for (int n = 0; n < 10; n++) {
                    breaker.acquire().failed(new IllegalStateException());
                }
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(BreakerMetricsAutoConfiguration.class)
    static class Metered extends Guarded {

        @Bean
        MeterRegistry meters(BreakerMetrics metrics) {
            MeterRegistry meters = new SimpleMeterRegistry();
            metrics.bindTo(meters);
            return meters;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({AopAutoConfiguration.class, CircuitBreakerAutoConfiguration.class})
    static class Resilience4j {

        @Bean
        Resilience4jShop shop() {
            return new Resilience4jShop();
        }

        @Bean
        Tripping tripping(CircuitBreakerRegistry breakers) {
            return () -> {
                for (int n = 0; n < 10; n++) {
                    breakers.circuitBreaker(NAME)
                            .onError(1, TimeUnit.NANOSECONDS, new IllegalStateException());
                }
            };
        }
    }

    static class PlainShop extends Shop {

        @Override
        public Object price(String sku) {
            return REPLY;
        }

        @Override
        public Object priceOrInstead(String sku) {
            return REPLY;
        }
    }

    /** What the advice cannot do without. */
    static class EngineShop extends PlainShop {

        private final Breaker breaker;
        private final Call<Object, RuntimeException> call = () -> REPLY;

        EngineShop(Breaker breaker) {
            this.breaker = breaker;
        }

        @Override
        public Object price(String sku) {
            return breaker.call(call);
        }
    }

    static class GuardedShop extends Shop {

        @Override
        @CircuitBreaker(name = NAME)
        public Object price(String sku) {
            return REPLY;
        }

        @Override
        @CircuitBreaker(name = NAME, fallbackMethod = "instead")
        public Object priceOrInstead(String sku) {
            return REPLY;
        }

        public Object instead(String sku, Exception why) {
            return INSTEAD;
        }
    }

    /**
     * Public like its fallback method, for resilience4j's calls of one that is not fail now and
     * then with two threads.
     */
    public static class Resilience4jShop extends Shop {

        @Override
        @io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker(name = NAME)
        public Object price(String sku) {
            return REPLY;
        }

        @Override
        @io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker(
                name = NAME,
                fallbackMethod = "instead")
        public Object priceOrInstead(String sku) {
            return REPLY;
        }

        public Object instead(String sku, Exception why) {
            return INSTEAD;
        }
    }

    private static final class EmptyInterceptor implements MethodInterceptor {

        @Override
        public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
            return invocation.proceed();
        }
    }

    @Aspect
    static class EmptyAspect {

        @Around("execution(* dev.breaker.benchmarks.Shop.price*(..))")
        public @Nullable Object around(ProceedingJoinPoint call) throws Throwable {
            return call.proceed();
        }
    }
}
