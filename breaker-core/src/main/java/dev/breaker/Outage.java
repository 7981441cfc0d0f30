package dev.breaker;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered from the moment calls are first kept away until the breaker closes.
 *
 * @param reason why the breaker opened the last time
 * @param openSince when that was, by the wall clock
 * @param firstOpenedAt when it opened the first time, by the ticker
 * @param reopenings how often it has re-opened since
 */
record Outage(String reason, Instant openSince, long firstOpenedAt, int reopenings) {

    /** The outage after the breaker has opened once more, or for the first time. */
    static Outage after(@Nullable Outage before, String reason, Instant openSince, long at) {
        return before == null
                ? new Outage(reason, openSince, at, 0)
                : new Outage(reason, openSince, before.firstOpenedAt, before.reopenings + 1);
    }
}
