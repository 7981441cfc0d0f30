package dev.breaker;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered from the moment calls are first kept away until the breaker closes.
 *
 * @param cause why the breaker opened the last time
 * @param openSince when that was, by the wall clock
 * @param firstOpenedAt when it opened the first time, by the ticker
 * @param notPermittedBefore how many calls had been rejected by then
 * @param trips how often it has tripped, the first time included; an operator who forces it open
 *     says nothing about the backend, and does not count
 */
record Outage(
        Cause cause, Instant openSince, long firstOpenedAt, long notPermittedBefore, int trips) {

    /** The outage after the breaker has tripped, for the first time or once more. */
    static Outage tripped(@Nullable Outage before, Entry entry) {
        return after(before, entry, entry.cause(), 1);
    }

    /** The outage after an operator has forced the breaker open. */
    static Outage forced(@Nullable Outage before, Entry entry, Cause why) {
        return after(before, entry, why, 0);
    }

    private static Outage after(@Nullable Outage before, Entry entry, Cause why, int more) {
        return before == null
                ? new Outage(
                        why,
                        entry.instant(),
                        entry.at(),
                        entry.circuit().totals.notPermitted(),
                        more)
                : new Outage(
                        why,
                        entry.instant(),
                        before.firstOpenedAt,
                        before.notPermittedBefore,
                        before.tripsAnd(more));
    }

    private int tripsAnd(int more) {
        return trips == Integer.MAX_VALUE ? trips : trips + more;
    }

    String reason() {
        return cause.reason();
    }

    /** How often it has tripped again since the first time. */
    int reopenings() {
        return Math.max(0, trips - 1);
    }
}
