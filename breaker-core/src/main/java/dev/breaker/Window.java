package dev.breaker;

import org.jspecify.annotations.Nullable;

/**
 * The recent outcomes. Thread-safe, without locks; once all threads are at rest the counts are
 * exact.
 */
sealed interface Window permits CountWindow, TimeWindow {

    /**
     * Records an outcome.
     *
     * @param outcome any but {@link Outcome#IGNORED}
     * @param now the reading of the ticker; a count window does not look at it
     * @return the counts with which a rate or count threshold was reached right after this outcome;
     *     null if none was, or if this outcome cannot be what reached it
     */
    @Nullable Counts record(Outcome outcome, long now, Thresholds thresholds);

    /** How many successes there were since it was opened, slow ones too, whatever it holds now. */
    long successes();

    /** What the window holds. */
    Counts counts(long now);

    /** A new, empty window of the configured kind. */
    static Window open(BreakerConfig config, long now) {
        return switch (config.slidingWindowType()) {
            case COUNT_BASED ->
                    new CountWindow(
                            config.slidingWindowSize(),
                            !config.slowCallDurationThreshold().isZero());
            case TIME_BASED -> new TimeWindow(config.slidingWindowSize(), now);
        };
    }
}
