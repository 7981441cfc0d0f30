package dev.breaker.spring.endpoint;

import dev.breaker.Breaker;

/** What an operator can do with a breaker; each is the method of the same name. */
enum StateUpdate {
    CLOSE,
    FORCE_OPEN,
    HALF_OPEN,
    DISABLE,
    METRICS_ONLY,
    RESET;

    void applyTo(Breaker breaker) {
        switch (this) {
            case CLOSE -> breaker.close();
            case FORCE_OPEN -> breaker.forceOpen();
            case HALF_OPEN -> breaker.halfOpen();
            case DISABLE -> breaker.disable();
            case METRICS_ONLY -> breaker.metricsOnly();
            case RESET -> breaker.reset();
        }
    }
}
