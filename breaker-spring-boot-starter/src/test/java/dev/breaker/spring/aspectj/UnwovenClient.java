package dev.breaker.spring.aspectj;

import dev.breaker.annotation.CircuitBreaker;

/** Outside the weaver's reach. */
public class UnwovenClient {

    @CircuitBreaker(name = "backend")
    public String open() {
        return "open";
    }

    static class Hidden extends UnwovenClient {

        @CircuitBreaker(name = "backend")
        private String hidden() {
            return "hidden";
        }
    }
}
