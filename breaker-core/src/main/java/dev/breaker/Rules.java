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

    /** Since when this configuration is in force, by the ticker. */
    final long since;

    /** What is rehearsed beside it, if anything is. */
    final @Nullable Rehearsal candidate;

    /** Whether calls under way are counted. */
    final boolean countsInFlight;

    private final DoubleSupplier random;
    private final Contained contained;

    Rules(BreakerConfig config, long since, DoubleSupplier random, Contained contained) {
        this(config, since, random, contained, null, false);
    }

    private Rules(
            BreakerConfig config,
            long since,
            DoubleSupplier random,
            Contained contained,
            @Nullable Rehearsal candidate,
            boolean countsInFlight) {
        this.config = config;
        this.since = since;
        this.random = random;
        this.contained = contained;
        this.candidate = candidate;
        this.countsInFlight = countsInFlight;
        thresholds = Thresholds.of(config);
        openWait = new OpenWait(config, random, contained);
        classifier = new Classifier(config, contained);
        slowNanos = nanosOrNever(config.slowCallDurationThreshold());
        roundNanos = nanosOrNever(config.maxWaitDurationInHalfOpenState());
    }

    /** These, with another configuration, which nothing that it makes due can precede. */
    Rules with(BreakerConfig another, long now) {
        return new Rules(another, now, random, contained, candidate, countsInFlight);
    }

    /** These, with another rehearsal beside them, or none. */
    Rules rehearsing(@Nullable Rehearsal another) {
        return new Rules(config, since, random, contained, another, countsInFlight);
    }

    /** These, with calls under way counted. */
    Rules countingInFlight() {
        return new Rules(config, since, random, contained, candidate, true);
    }

    /**
     * When something is due that these settings make due at a time; not before they are in force.
     */
    long due(long at) {
        return Nanos.later(at, since);
    }

    private static long nanosOrNever(Duration duration) {
        return duration.isZero() ? Long.MAX_VALUE : Nanos.of(duration);
    }

    boolean judgesSlowCalls() {
        return !config.slowCallDurationThreshold().isZero();
    }

    /** Whether anybody has to know how long calls take. */
    boolean timesCalls() {
        return judgesSlowCalls() || (candidate != null && candidate.judgesSlowCalls());
    }

    /** What the window holds, in words. */
    String window() {
        int size = config.slidingWindowSize();
        return config.slidingWindowType() == WindowType.TIME_BASED
                ? "the last " + size + " s"
                : "the last " + size + " calls";
    }

    boolean hasCustomRule() {
        return config.tripWhen() != null;
    }

    /** The custom rule if it holds, null if not. */
    @Nullable BrokenRule customRule(Snapshot snapshot) {
        Predicate<? super Snapshot> rule = config.tripWhen();
        try {
            return rule != null && rule.test(snapshot) ? broken(snapshot) : null;
        } catch (Throwable broken) {
            contained.report("tripWhen", broken);
            return null;
        }
    }

    private static BrokenRule broken(Snapshot snapshot) {
        String words =
                "the custom rule holds (%s of %s calls in the window failed)"
                        .formatted(snapshot.failedCalls(), snapshot.bufferedCalls());
        return new BrokenRule(Trigger.CUSTOM_RULE, Double.NaN, Double.NaN, words);
    }
}
