package dev.breaker.spring.aspectj.woven;

import dev.breaker.annotation.CircuitBreaker;
import java.util.concurrent.CompletableFuture;

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

    private String instead(Exception thrown) {
        return "instead";
    }
}
