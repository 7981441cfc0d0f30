package dev.breaker;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered from the moment calls are first kept away until the breaker closes.
 *
 * @param reason why the breaker opened the last time
 * @param openSince when that was, by the wall clock
 * @param firstOpenedAt when it opened the first time, by the ticker
 * @param trips how often it has tripped, the first time included; an operator who forces it open
 *     says nothing about the backend, and does not count
 */
record Outage(String reason, Instant openSince, long firstOpenedAt, int trips) {

    /** The outage after the breaker has tripped, for the first time or once more. */
    static Outage tripped(@Nullable Outage before, String reason, Instant openSince, long at) {
        return after(before, reason, openSince, at, 1);
    }

    /** The outage after an operator has forced the breaker open. */
    static Outage forced(@Nullable Outage before, String reason, Instant openSince, long at) {
        return after(before, reason, openSince, at, 0);
    }

    private static Outage after(
            @Nullable Outage before, String reason, Instant openSince, long at, int more) {
        return before == null
                ? new Outage(reason, openSince, at, more)
                : new Outage(reason, openSince, before.firstOpenedAt, before.tripsAnd(more));
    }

    private int tripsAnd(int more) {
        return trips == Integer.MAX_VALUE ? trips : trips + more;
    }

    /** How often it has tripped again since the first time. */
    int reopenings() {
        return Math.max(0, trips - 1);
    }
}
