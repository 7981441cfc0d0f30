package dev.breaker;

import org.jspecify.annotations.Nullable;

/**
 * The recent outcomes. Thread-safe, without locks; once all threads are at rest the counts are
 * exact.
 */
sealed interface Window permits CountWindow, TimeWindow {

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

    /**
     * Records an outcome.
     *
     * @param outcome any but {@link Outcome#IGNORED}
     * @param now the reading of the ticker; a count window does not look at it
     * @return the counts and the row with which a threshold was reached right after this outcome;
     *     null if none was, or if this outcome cannot be what reached it
     */
    @Nullable Reached record(Outcome outcome, long now, Thresholds thresholds);

    /** What the window holds. */
    Counts counts(long now);

    /** The failures and slow calls. */
    Events events();

    /** How many successes there were since it was opened, slow ones too, whatever it holds now. */
    long successes();

    /** What all outcomes so far end with. */
    default InARow inARow() {
        long row = events().row(); // before the successes
        long successes = successes();
        return new InARow(Events.failuresIn(row, successes), Events.successesAfter(row, successes));
    }
}
