package dev.breaker.spring.cloud;

import dev.breaker.Breaker;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.client.circuitbreaker.CircuitBreaker;
import org.springframework.cloud.client.circuitbreaker.NoFallbackAvailableException;

/**
 * One breaker as Spring Cloud knows it. The fallback runs for everything that is thrown, ignored or
 * not, and for rejections: so it is with all implementations, and code that is written against the
 * interface relies on it.
 */
final class BlockingCircuitBreaker implements CircuitBreaker {

    private final Supplier<Breaker> breaker;
    private final Runnable fallbackCount;

    BlockingCircuitBreaker(Supplier<Breaker> breaker, Runnable fallbackCount) {
        this.breaker = breaker;
        this.fallbackCount = fallbackCount;
    }

    @Override
    public <T> T run(Supplier<T> toRun) {
        return run(
                toRun,
                why -> {
                    throw new NoFallbackAvailableException("No fallback available.", why);
                },
                () -> {});
    }

    @Override
    public <T> T run(Supplier<T> toRun, Function<@Nullable Throwable, T> fallback) {
        return run(toRun, Objects.requireNonNull(fallback, "fallback"), fallbackCount);
    }

    private <T> T run(
            Supplier<T> toRun, Function<@Nullable Throwable, T> fallback, Runnable count) {
        Objects.requireNonNull(toRun, "toRun");
        Breaker current = breaker.get();
        Throwable why;
        try {
            return current.call(toRun::get);
        } catch (Throwable thrown) {
            why = thrown;
        }
        count.run(); // outside the try, as is the fallback: what it throws is the caller's
        return fallback.apply(why);
    }
}
