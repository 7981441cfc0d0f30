package dev.breaker;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A configuration made ready for use. */
final class Rules {

    final BreakerConfig config;
    final Thresholds thresholds;
    final OpenWait openWait;
    final Classifier classifier;

    /**
     * How long a slow call takes at least; {@link Long#MAX_VALUE} where slow calls are not judged.
     */
    final long slowNanos;

    /** How long a round of probes may take; {@link Long#MAX_VALUE} for no limit. */
    final long roundNanos;

    private final Contained contained;

    Rules(BreakerConfig config, DoubleSupplier random, Contained contained) {
        this.config = config;
        this.contained = contained;
        thresholds = Thresholds.of(config);
        openWait = new OpenWait(config, random, contained);
        classifier = new Classifier(config, contained);
        slowNanos = nanosOrNever(config.slowCallDurationThreshold());
        roundNanos = nanosOrNever(config.maxWaitDurationInHalfOpenState());
    }

    private static long nanosOrNever(Duration duration) {
        return duration.isZero() ? Long.MAX_VALUE : Nanos.of(duration);
    }

    boolean judgesSlowCalls() {
        return !config.slowCallDurationThreshold().isZero();
    }

    boolean hasCustomRule() {
        return config.tripWhen() != null;
    }

    /** The reason of the trip if the custom rule holds, null if not. */
    @Nullable String customReason(Snapshot snapshot) {
        Predicate<? super Snapshot> rule = config.tripWhen();
        try {
            return rule != null && rule.test(snapshot)
                    ? "the custom rule holds (%s of %s calls in the window failed)"
                            .formatted(snapshot.failedCalls(), snapshot.bufferedCalls())
                    : null;
        } catch (Throwable broken) {
            contained.report("tripWhen", broken);
            return null;
        }
    }
}
