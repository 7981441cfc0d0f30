package dev.breaker;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How long the breaker stays open: a fixed wait, grown by backoff, spread by jitter. */
final class OpenWait {

    private final BreakerConfig config;
    private final DoubleSupplier random; // 0 (inclusive) to 1 (exclusive)
    private final Contained contained;

    OpenWait(BreakerConfig config, DoubleSupplier random, Contained contained) {
        this.config = config;
        this.random = random;
        this.contained = contained;
    }

    /**
     * The wait of the next OPEN.
     *
     * @param reopenings how often the breaker has re-opened since it was last closed
     * @param asked what {@link #askedBy} said of the failure that trips
     * @param drawn what {@link #draw} has given for this OPEN
     */
    long nanos(int reopenings, @Nullable Duration asked, double drawn) {
        if (asked != null) {
            long most = Nanos.of(config.maxWaitDurationFromFailure());
            return Math.max(0, Math.min(Nanos.of(asked), most));
        }
        return spread(grown(reopenings), drawn);
    }

    /** Where in the range of the jitter a wait lies, from 0 to 1; drawn once for each. */
    double draw() {
        return random.getAsDouble();
    }

    /**
     * How long a failure wants the breaker to stay open. Runs the user's code: to be asked by the
     * thread whose outcome trips, again only where another thread came between.
     *
     * @param cause what was thrown, if that is what failed
     * @return null where it does not say
     */
    @Nullable Duration askedBy(@Nullable Throwable cause) {
        Function<? super Throwable, @Nullable Duration> reader = config.waitDurationFromFailure();
        if (reader == null || cause == null) {
            return null;
        }
        try {
            return reader.apply(cause);
        } catch (Throwable broken) {
            contained.report("waitDurationFromFailure", broken);
            return null;
        }
    }

    private double grown(int reopenings) {
        double wait = Nanos.of(config.waitDurationInOpenState());
        if (!config.enableExponentialBackoff()) {
            return wait;
        }
        return capped(wait * Math.pow(config.exponentialBackoffMultiplier(), reopenings));
    }

    private long spread(double wait, double drawn) {
        if (!config.enableRandomizedWait()) {
            return (long) wait; // a cast to long caps at the range
        }
        double factor = config.randomizedWaitFactor();
        double spread = wait * (1 - factor + 2 * factor * drawn);
        return (long) (config.enableExponentialBackoff() ? capped(spread) : spread);
    }

    private double capped(double wait) {
        double most = Nanos.of(config.exponentialMaxWaitDurationInOpenState());
        return Double.isNaN(wait) ? 0 : Math.min(wait, most); // NaN: a wait of 0 times infinity
    }
}
