package dev.breaker.sample.inventory;

import dev.breaker.sample.downstream.Mode;

/** Breaks a rule of the architecture on purpose: a service reaches past HTTP. */
public interface KnowsItsSimulation {

    Mode mode();
}
