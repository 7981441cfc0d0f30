package dev.breaker.sample.orders;

import dev.breaker.sample.inventory.Availability;
import dev.breaker.sample.journal.Journal;
import dev.breaker.sample.journal.Placed;
import dev.breaker.sample.journal.Recent;
import dev.breaker.sample.payment.Payment;
import dev.breaker.sample.recommendation.Recommendation;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows and takes orders. Each of the calls has its own breaker and its own fallback. */
@RestController
class OrderController {

    private final Availability availability;
    private final Payment payment;
    private final Recommendation recommendation;
    private final Journal journal;

    OrderController(
            Availability availability,
            Payment payment,
            Recommendation recommendation,
            Journal journal) {
        this.availability = availability;
        this.payment = payment;
        this.recommendation = recommendation;
        this.journal = journal;
    }

    @GetMapping("/orders/{sku}")
    Order order(@PathVariable String sku) {
        return Order.of(availability.of(sku), payment.methods(), recommendation.with(sku));
    }

    /** Takes an order: 201 if it is written down, 202 if that will be done as soon as it can. */
    @PostMapping("/orders/{sku}")
    ResponseEntity<Placed> place(@PathVariable String sku) {
        Placed placed = journal.write(availability.of(sku).sku());
        return ResponseEntity.status(placed.stored() ? HttpStatus.CREATED : HttpStatus.ACCEPTED)
                .body(placed);
    }

    @GetMapping("/orders")
    Recent recent() {
        return journal.recent();
    }
}
