package dev.breaker;

import java.util.List;
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

    /**
     * This window under another configuration: itself where that wants the same kind and size, else
     * a new one that has taken over what this one holds, as far as it has room for it. An outcome
     * that is recorded here at the same moment can be missing there.
     */
    Window under(BreakerConfig config, long now);

    /** What it holds, the oldest first. */
    List<Stretch> stretches(long now);

    /** A new window of another kind or size, filled with what this one holds. */
    default Window moved(BreakerConfig config, long now) {
        List<Stretch> held = stretches(now);
        Window moved = open(config, held.isEmpty() ? now : held.get(0).at());
        held.forEach(moved::take);
        moved.events().seedRow(inARow(), moved.successes());
        return moved;
    }

    /** Takes over outcomes that another window has recorded. */
    void take(Stretch stretch);

    /** How many successes there were since it was opened, slow ones too, whatever it holds now. */
    long successes();

    /** What all outcomes so far end with. */
    default InARow inARow() {
        long row = events().row(); // before the successes
        long successes = successes();
        return new InARow(Events.failuresIn(row, successes), Events.successesAfter(row, successes));
    }
}
