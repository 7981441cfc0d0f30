package dev.breaker.benchmarks;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerBuilder;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import java.time.Duration;
import java.util.function.Supplier;

/** Failsafe. */
final class FailsafeSubject implements Subject {

    private final CircuitBreaker<Object> breaker;
    private final FailsafeExecutor<Object> executor;

    private FailsafeSubject(CircuitBreakerBuilder<Object> settings) {
        breaker = settings.withDelay(Duration.ofHours(1)).withSuccessThreshold(3).build();
        executor = Failsafe.with(breaker);
    }

    static Supplier<Subject> count() {
        return () -> new FailsafeSubject(CircuitBreaker.builder().withFailureThreshold(50, 100));
    }

    static Supplier<Subject> time() {
        return () ->
                new FailsafeSubject(
                        CircuitBreaker.builder()
                                .withFailureRateThreshold(50, 10, Duration.ofSeconds(10)));
    }

    @Override
    public Object call(Operation operation) {
        return executor.get(operation);
    }

    @Override
    public void permitAndSuccess() {
        breaker.tryAcquirePermit();
        breaker.recordSuccess();
    }

    @Override
    public boolean tryAcquire() {
        return breaker.tryAcquirePermit();
    }

    @Override
    public void open() {
        breaker.open();
    }

    @Override
    public void halfOpen() {
        breaker.halfOpen();
    }

    @Override
    public Object retained() {
        return breaker;
    }
}
