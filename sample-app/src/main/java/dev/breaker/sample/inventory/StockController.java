package dev.breaker.sample.inventory;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows the stock of an article, or fails: there is no fallback. */
@RestController
class StockController {

    private final Inventory inventory;

    StockController(Inventory inventory) {
        this.inventory = inventory;
    }

    @GetMapping("/stock/{sku}")
    Stock stock(@PathVariable String sku) {
        return Stock.fresh(sku, inventory.available(sku));
    }
}
