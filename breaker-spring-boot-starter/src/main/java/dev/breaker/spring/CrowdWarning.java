package dev.breaker.spring;

import dev.breaker.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Says in the log that keys of a family share a breaker: at once, and then now and then. */
final class CrowdWarning {

    private static final Log logger = LogFactory.getLog(KeyedBreakers.class);

    private static final long PAUSE = Duration.ofMinutes(10).toNanos();

    private final String family;
    private final int maxKeys;
    private final Ticker ticker;
    private final AtomicLong next;

    CrowdWarning(String family, int maxKeys, Ticker ticker) {
        this.family = family;
        this.maxKeys = maxKeys;
        this.ticker = ticker;
        this.next = new AtomicLong(ticker.read());
    }

    /** A call got the breaker of the name, for there was no room for its key. */
    void shared() {
        long now = ticker.read();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + PAUSE)) {
            logger.warn(
                    ("Breaker '%s' has %d keys, which is its max-keys, and each was asked for in the last"
                                    + " minute or is not CLOSED: calls with further keys share the breaker '%1$s'."
                                    + " Raise max-keys, or let the key have fewer values.")
                            .formatted(family, maxKeys));
        }
    }
}
