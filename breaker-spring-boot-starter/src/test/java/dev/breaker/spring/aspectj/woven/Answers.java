package dev.breaker.spring.aspectj.woven;

import dev.breaker.annotation.CircuitBreaker;

/** Annotated where a weaver does not look. */
public interface Answers {

    @CircuitBreaker(name = "interface")
    String answer();
}
