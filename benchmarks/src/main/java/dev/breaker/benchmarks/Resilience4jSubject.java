package dev.breaker.benchmarks;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** resilience4j, as its own decorators call it; its exceptions without a stack trace. */
final class Resilience4jSubject implements Subject {

    private final CircuitBreaker breaker;

    private Resilience4jSubject(CircuitBreakerConfig config) {
        breaker = CircuitBreaker.of("b", config);
    }

    static Supplier<Subject> count(SlidingWindowSynchronizationStrategy strategy) {
        return of(SlidingWindowType.COUNT_BASED, 100, strategy);
    }

    static Supplier<Subject> time(SlidingWindowSynchronizationStrategy strategy) {
        return of(SlidingWindowType.TIME_BASED, 10, strategy);
    }

    private static Supplier<Subject> of(
            SlidingWindowType type, int size, SlidingWindowSynchronizationStrategy strategy) {
        CircuitBreakerConfig config =
                CircuitBreakerConfig.custom()
                        .slidingWindow(size, 10, type, strategy)
                        .failureRateThreshold(50)
                        .slowCallDurationThreshold(Duration.ofSeconds(10))
                        .permittedNumberOfCallsInHalfOpenState(3)
                        .waitDurationInOpenState(Duration.ofHours(1))
                        .writableStackTraceEnabled(false)
                        .build();
        return () -> new Resilience4jSubject(config);
    }

    @Override
    public Object call(Operation operation) {
        return breaker.executeSupplier(operation);
    }

    @Override
    public void permitAndSuccess() {
        breaker.acquirePermission();
        long start = breaker.getCurrentTimestamp();
        breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit());
    }

    @Override
    public boolean tryAcquire() {
        return breaker.tryAcquirePermission();
    }

    @Override
    public void open() {
        for (int n = 0; n < 10; n++) {
            breaker.acquirePermission();
            breaker.onError(1, TimeUnit.NANOSECONDS, new IllegalStateException());
        }
    }

    @Override
    public void halfOpen() {
        breaker.transitionToOpenState();
        breaker.transitionToHalfOpenState();
    }

    @Override
    public Object retained() {
        return breaker;
    }
}
