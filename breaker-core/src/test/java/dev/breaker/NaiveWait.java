package dev.breaker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long OPEN lasts: DESIGN.md, section 3, rule 5. */
final class NaiveWait {

    private final BreakerConfig config;
    private final double random;

    /**
     * @param random what the source of the jitter always returns, from 0 to 1
     */
    NaiveWait(BreakerConfig config, double random) {
        this.config = config;
        this.random = random;
    }

    /**
     * @param ownWait what the failure that trips asked for; null if it asked for nothing, or if
     *     what tripped was not a thrown failure
     */
    long nanos(int reopenings, @Nullable Duration ownWait) {
        if (ownWait != null) {
            Duration most = config.maxWaitDurationFromFailure();
            Duration wait = ownWait.compareTo(most) < 0 ? ownWait : most;
            return wait.isNegative() ? 0 : nanos(wait);
        }
        double wait = nanos(config.waitDurationInOpenState());
        for (int i = 0; i < reopenings && config.enableExponentialBackoff(); i++) {
            wait = capped(wait * config.exponentialBackoffMultiplier());
        }
        if (config.enableRandomizedWait()) {
            double factor = config.randomizedWaitFactor();
            wait *= 1 - factor + random * 2 * factor; // evenly from 1 - factor to 1 + factor
        }
        return (long) capped(wait);
    }

    private double capped(double wait) {
        return config.enableExponentialBackoff()
                ? Math.min(wait, nanos(config.exponentialMaxWaitDurationInOpenState()))
                : wait;
    }

    /** For ever is as long as a long can say: 292 years. */
    static long nanos(Duration duration) {
        Duration longest = Duration.ofNanos(Long.MAX_VALUE);
        return duration.compareTo(longest) > 0 ? Long.MAX_VALUE : duration.toNanos();
    }
}
