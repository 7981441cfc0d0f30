package dev.breaker.sample.inventory;

import dev.breaker.sample.payment.GoesBack;

/** Half of a circle of features, on purpose. */
public interface GoesInACircle {

    GoesBack next();
}
