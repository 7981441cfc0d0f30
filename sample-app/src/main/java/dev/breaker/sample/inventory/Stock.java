package dev.breaker.sample.inventory;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much of an article there is.
 *
 * @param sku the article
 * @param available how many pieces
 * @param source "inventory" if the inventory said so just now, "fallback" if it is remembered
 * @param ageSeconds how old the number is; null if the article was never seen
 */
public record Stock(String sku, int available, String source, @Nullable Long ageSeconds) {

    static Stock fresh(String sku, int available) {
        return new Stock(sku, available, "inventory", 0L);
    }

    static Stock remembered(String sku, int available, Duration age) {
        return new Stock(sku, available, "fallback", age.toSeconds());
    }

    /** Of what was never seen, nothing is sold. */
    static Stock neverSeen(String sku) {
        return new Stock(sku, 0, "fallback", null);
    }
}
