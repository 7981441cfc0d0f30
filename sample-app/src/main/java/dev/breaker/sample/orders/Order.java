package dev.breaker.sample.orders;

import dev.breaker.sample.inventory.Stock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a buyer sees before ordering.
 *
 * @param sku the article
 * @param available how many pieces there are
 * @param source where that number comes from: "inventory", or "fallback" if it is remembered
 * @param ageSeconds how old the number is; null if the article was never seen
 * @param payment the ways to pay
 * @param recommendations other articles; empty while nobody knows any
 */
record Order(
        String sku,
        int available,
        String source,
        @Nullable Long ageSeconds,
        List<String> payment,
        List<String> recommendations) {

    static Order of(Stock stock, List<String> payment, List<String> recommendations) {
        return new Order(
                stock.sku(),
                stock.available(),
                stock.source(),
                stock.ageSeconds(),
                payment,
                recommendations);
    }
}
