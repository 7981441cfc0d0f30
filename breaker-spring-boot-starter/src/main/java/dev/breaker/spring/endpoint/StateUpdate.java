package dev.breaker.spring.endpoint;

import dev.breaker.Breaker;
import dev.breaker.Intervention;

/** What an operator can do with a breaker; each is the method of the same name. */
enum StateUpdate {
    CLOSE,
    FORCE_OPEN,
    HALF_OPEN,
    DISABLE,
    METRICS_ONLY,
    RESET;

    void applyTo(Breaker breaker, Intervention what) {
        switch (this) {
            case CLOSE -> breaker.close(what);
            case FORCE_OPEN -> breaker.forceOpen(what);
            case HALF_OPEN -> breaker.halfOpen(what);
            case DISABLE -> breaker.disable(what);
            case METRICS_ONLY -> breaker.metricsOnly(what);
            case RESET -> breaker.reset(what);
        }
    }
}
