package dev.breaker.sample.inventory;

import static java.util.Objects.requireNonNull;

import dev.breaker.annotation.CircuitBreaker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Service;
import org.springframework.web.client.RestClient;

/**
 * Asks the inventory service.
 *
 * <p>The breaker sits in the proxy that Spring puts before this bean. So the guarded methods are
 * called from other beans, and both of them ask by a private method that is not guarded.
 */
@Service
public class Inventory {

    private final RestClient downstream;
    private final InstantSource clock;
    private final Map<String, Seen> lastSeen = new ConcurrentHashMap<>();

    Inventory(RestClient downstream, InstantSource clock) {
        this.downstream = downstream;
        this.clock = clock;
    }

    /** Fit for showing: while the inventory fails, an old number is better than none. */
    @CircuitBreaker(name = "inventory", fallbackMethod = "lastKnown")
    public Stock stockOrLastKnown(String sku) {
        return ask(sku);
    }

    /** Fit for booking: only the truth will do. While the breaker is open, the answer is 503. */
    @CircuitBreaker(name = "inventory")
    public Stock stock(String sku) {
        return ask(sku);
    }

    Stock lastKnown(String sku) {
        Seen seen = lastSeen.get(sku);
        return seen == null
                ? Stock.neverSeen(sku)
                : Stock.remembered(sku, seen.available, Duration.between(seen.at, clock.instant()));
    }

    private Stock ask(String sku) {
        Level level =
                requireNonNull(
                        downstream.get().uri("/inventory/{sku}", sku).retrieve().body(Level.class));
        lastSeen.put(sku, new Seen(level.available, clock.instant()));
        return Stock.fresh(sku, level.available);
    }

    /** What the inventory service answers. */
    record Level(int available) {}

    /** What it answered once. */
    private record Seen(int available, Instant at) {}
}
