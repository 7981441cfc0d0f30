package dev.breaker.benchmarks;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.WindowType;
import java.time.Duration;
import java.util.function.Supplier;

/** Ours. */
final class BreakerSubject implements Subject {

    private final Breaker breaker;

    private BreakerSubject(Breaker breaker) {
        this.breaker = breaker;
    }

    static BreakerConfig.Builder config(WindowType type, int size) {
        return BreakerConfig.builder()
                .slidingWindowType(type)
                .slidingWindowSize(size)
                .failureRateThreshold(50)
                .minimumNumberOfCalls(10)
                .permittedNumberOfCallsInHalfOpenState(3)
                .waitDurationInOpenState(Duration.ofHours(1));
    }

    static Supplier<Subject> count() {
        return of(config(WindowType.COUNT_BASED, 100));
    }

    static Supplier<Subject> countSlow() {
        return of(
                config(WindowType.COUNT_BASED, 100)
                        .slowCallDurationThreshold(Duration.ofSeconds(10)));
    }

    static Supplier<Subject> time() {
        return of(config(WindowType.TIME_BASED, 10));
    }

    static Supplier<Subject> timeSlow() {
        return of(
                config(WindowType.TIME_BASED, 10)
                        .slowCallDurationThreshold(Duration.ofSeconds(10)));
    }

    /** As the starter has it where Micrometer is present. */
    static Supplier<Subject> countMetered() {
        BreakerConfig config = config(WindowType.COUNT_BASED, 100).build();
        return () -> {
            Breaker breaker = Breaker.of("b", config);
            breaker.measureDurations();
            return new BreakerSubject(breaker);
        };
    }

    private static Supplier<Subject> of(BreakerConfig.Builder settings) {
        BreakerConfig config = settings.build();
        return () -> new BreakerSubject(Breaker.of("b", config));
    }

    @Override
    public Object call(Operation operation) {
        return breaker.call(operation);
    }

    @Override
    public void permitAndSuccess() {
        breaker.acquire().succeeded();
    }

    @Override
    public boolean tryAcquire() {
        return breaker.tryAcquire() != null;
    }

    @Override
    public void open() {
        for (int n = 0; n < 10; n++) {
            breaker.acquire().failed(new IllegalStateException());
        }
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
