package dev.breaker.sample.recommendation;

import dev.breaker.sample.chaos.Disturbance;

/** Breaks a rule of the architecture on purpose: a service knows what disturbs it. */
public interface KnowsWhatDisturbsIt {

    Disturbance disturbance();
}
