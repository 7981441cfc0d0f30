package org.springframework.samples;

import dev.breaker.annotation.CircuitBreaker;

/** A class of an application, for all its package says. */
public class Clinic {

    /** Guarded. */
    @CircuitBreaker(name = "clinic")
    public void visit() {}
}
