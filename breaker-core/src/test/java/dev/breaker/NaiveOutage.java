package dev.breaker;

import org.jspecify.annotations.Nullable;

/** What is remembered from the first time that calls are kept away until the breaker closes. */
final class NaiveOutage {

    private @Nullable Reason reason;
    private long firstOpenedAt;
    private long rejectedBefore;
    private int trips; // an operator's forced open is none

    /** A state is entered. */
    void entered(State to, long at, Reason why, long rejected) {
        switch (to) {
            case OPEN, FORCED_OPEN -> {
                trips = (reason == null ? 0 : trips) + (to == State.OPEN ? 1 : 0);
                firstOpenedAt = reason == null ? at : firstOpenedAt;
                rejectedBefore = reason == null ? rejected : rejectedBefore;
                reason = why;
            }
            case HALF_OPEN -> {} // it goes on
            case CLOSED, DISABLED, METRICS_ONLY -> reason = null;
        }
    }

    void renamed(Reason why) {
        reason = why;
    }

    @Nullable Reason reason() {
        return reason;
    }

    int reopenings() {
        return Math.max(0, trips - 1);
    }

    long nanos(long now) {
        return reason == null ? 0 : now - firstOpenedAt;
    }

    long shed(long rejected) {
        return reason == null ? 0 : rejected - rejectedBefore;
    }
}
