package dev.breaker.spring.aspectj.woven;

import dev.breaker.annotation.CircuitBreaker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** Advised by two aspects, and in one method by the other one alone. */
public class Traced implements Answers {

    @Override
    public String answer() {
        return "answer";
    }

    @CircuitBreaker(name = "backend")
    public String both() {
        return "both";
    }

    @CircuitBreaker(name = "backend", fallbackMethod = "instead")
    public CompletableFuture<String> later(CompletableFuture<String> answer) {
        return answer;
    }

    /** Its body runs at each subscription. */
    @CircuitBreaker(name = "backend")
    public Mono<String> lazily(AtomicInteger runs) {
        return Mono.just("run " + runs.incrementAndGet());
    }

    private String instead(Exception thrown) {
        return "instead";
    }
}
