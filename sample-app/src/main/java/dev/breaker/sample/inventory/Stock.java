package dev.breaker.sample.inventory;

import dev.breaker.spring.LastKnown;
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

    static Stock of(String sku, LastKnown<Integer> available) {
        return new Stock(
                sku,
                available.value(),
                available.isStale() ? "fallback" : "inventory",
                available.age().toSeconds());
    }

    static Stock fresh(String sku, int available) {
        return new Stock(sku, available, "inventory", 0L);
    }

    static Stock neverSeen(String sku) {
        return new Stock(sku, 0, "fallback", null);
    }
}
