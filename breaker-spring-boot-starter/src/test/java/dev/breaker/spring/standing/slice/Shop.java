package dev.breaker.spring.standing.slice;

import dev.breaker.annotation.CircuitBreaker;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a test of a slice knows of a shop. */
final class Shop {

    private Shop() {}

    /** A service that a slice does not have unless it is imported. */
    @Service
    public static class Prices {

        @CircuitBreaker(name = "prices", fallbackMethod = "listPrice")
        public String price(String sku) {
            if (sku.equals("ink")) {
                throw new IllegalStateException("down");
            }
            return "10 for " + sku;
        }

        @CircuitBreaker(name = "prices")
        public String exactPrice(String sku) {
            return price(sku);
        }

        private String listPrice(String sku, Exception why) {
            return "see the catalogue";
        }
    }

    /** What the slice is about. */
    @RestController
    static class Desk {

        private final Prices prices;

        Desk(Prices prices) {
            this.prices = prices;
        }

        @GetMapping("/price")
        String price(String sku) {
            return prices.price(sku);
        }

        @GetMapping("/exact")
        String exact(String sku) {
            return prices.exactPrice(sku);
        }
    }
}
