package dev.breaker.spring.elsewhere;

import dev.breaker.annotation.CircuitBreaker;

/** In another package than the beans that extend it. */
public abstract class Elsewhere {

    @CircuitBreaker(name = "backend")
    String packagePrivate() {
        return "read";
    }

    public final String setUp() {
        return "a framework's";
    }
}
