package dev.breaker.spring.aspectj.woven;

import dev.breaker.annotation.CircuitBreaker;

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
}
