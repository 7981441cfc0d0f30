package dev.breaker.sample.payment;

import dev.breaker.sample.inventory.GoesInACircle;

/** The other half of a circle of features, on purpose. */
public interface GoesBack {

    GoesInACircle next();
}
