package dev.breaker.spring.elsewhere;

import dev.breaker.spring.metrics.BreakerMetrics;

/** Breaks a rule of the architecture on purpose: one room knows another. */
public interface KnowsARoom {

    BreakerMetrics metrics();
}
