package dev.breaker.sample.inventory;

import static java.util.Objects.requireNonNull;

import dev.breaker.annotation.CircuitBreaker;
import org.springframework.stereotype.Service;
import org.springframework.web.client.RestClient;

/**
 * Asks the inventory service how many pieces of an article there are.
 *
 * <p>The breaker sits in the proxy that Spring puts before this bean. So the guarded methods are
 * called from other beans, and both of them ask by a private method that is not guarded.
 */
@Service
public class Inventory {

    private final RestClient downstream;

    Inventory(RestClient downstream) {
        this.downstream = downstream;
    }

    /** Fit for showing: while the inventory fails, an old number is better than none. */
    @CircuitBreaker(name = "inventory", fallbackCache = "stock", fallbackCacheMaxAge = "1h")
    public int availableOrLastKnown(String sku) {
        return ask(sku);
    }

    /** Fit for booking: only the truth will do. While the breaker is open, the answer is 503. */
    @CircuitBreaker(name = "inventory")
    public int available(String sku) {
        return ask(sku);
    }

    private int ask(String sku) {
        return requireNonNull(
                        downstream.get().uri("/inventory/{sku}", sku).retrieve().body(Level.class))
                .available;
    }

    /** What the inventory service answers. */
    record Level(int available) {}
}
