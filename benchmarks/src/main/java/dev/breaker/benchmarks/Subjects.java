package dev.breaker.benchmarks;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import java.util.function.Supplier;

/** The breakers that are compared, by the names they have in the table. */
final class Subjects {

    private Subjects() {}

    static Subject of(String name) {
        return maker(name).get();
    }

    /** Makes breakers that share their configuration. */
    static Supplier<Subject> maker(String name) {
        return switch (name) {
            case "breaker count" -> BreakerSubject.count();
            case "breaker count slow" -> BreakerSubject.countSlow();
            case "breaker count metered" -> BreakerSubject.countMetered();
            case "breaker time" -> BreakerSubject.time();
            case "breaker time slow" -> BreakerSubject.timeSlow();
            case "resilience4j count" ->
                    Resilience4jSubject.count(SlidingWindowSynchronizationStrategy.SYNCHRONIZED);
            case "resilience4j count lock-free" ->
                    Resilience4jSubject.count(SlidingWindowSynchronizationStrategy.LOCK_FREE);
            case "resilience4j time" ->
                    Resilience4jSubject.time(SlidingWindowSynchronizationStrategy.SYNCHRONIZED);
            case "resilience4j time lock-free" ->
                    Resilience4jSubject.time(SlidingWindowSynchronizationStrategy.LOCK_FREE);
            case "failsafe count" -> FailsafeSubject.count();
            case "failsafe time" -> FailsafeSubject.time();
            case "sentinel time" -> SentinelSubject::new;
            default -> throw new IllegalArgumentException("no such subject: " + name);
        };
    }
}
