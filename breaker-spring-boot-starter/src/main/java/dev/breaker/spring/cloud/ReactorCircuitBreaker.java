package dev.breaker.spring.cloud;

import dev.breaker.Breaker;
import dev.breaker.spring.ReactorSettlement;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.cloud.client.circuitbreaker.NoFallbackAvailableException;
import org.springframework.cloud.client.circuitbreaker.ReactiveCircuitBreaker;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One breaker as Spring Cloud knows it in reactive code. The fallback runs for every error, ignored
 * or not, and for rejections: so it is with all implementations.
 */
final class ReactorCircuitBreaker implements ReactiveCircuitBreaker {

    private final Supplier<Breaker> breaker;
    private final Runnable fallbackCount;

    ReactorCircuitBreaker(Supplier<Breaker> breaker, Runnable fallbackCount) {
        this.breaker = breaker;
        this.fallbackCount = fallbackCount;
    }

    @Override
    public <T> Mono<T> run(Mono<T> toRun) {
        return guarded(toRun).onErrorMap(ReactorCircuitBreaker::withoutFallback);
    }

    @Override
    public <T> Mono<T> run(Mono<T> toRun, Function<Throwable, Mono<T>> fallback) {
        Objects.requireNonNull(fallback, "fallback");
        return guarded(toRun).onErrorResume(counted(fallback));
    }

    @Override
    public <T> Flux<T> run(Flux<T> toRun) {
        return guarded(toRun).onErrorMap(ReactorCircuitBreaker::withoutFallback);
    }

    @Override
    public <T> Flux<T> run(Flux<T> toRun, Function<Throwable, Flux<T>> fallback) {
        Objects.requireNonNull(fallback, "fallback");
        return guarded(toRun).onErrorResume(counted(fallback));
    }

    private <T> Mono<T> guarded(Mono<T> call) {
        Objects.requireNonNull(call, "toRun");
        return Mono.defer(() -> ReactorSettlement.ofOne(call, breaker.get().acquire()));
    }

    private <T> Flux<T> guarded(Flux<T> call) {
        Objects.requireNonNull(call, "toRun");
        return Flux.defer(() -> ReactorSettlement.ofMany(call, breaker.get().acquire()));
    }

    private <P> Function<Throwable, P> counted(Function<Throwable, P> fallback) {
        return why -> {
            fallbackCount.run();
            return fallback.apply(why);
        };
    }

    private static Throwable withoutFallback(Throwable why) {
        return new NoFallbackAvailableException("No fallback available.", why);
    }
}
