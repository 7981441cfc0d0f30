package dev.breaker.sample.orders;

import dev.breaker.sample.inventory.Availability;
import dev.breaker.sample.payment.Payment;
import dev.breaker.sample.recommendation.Recommendation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows an order. Each of the three calls has its own breaker and its own fallback. */
@RestController
class OrderController {

    private final Availability availability;
    private final Payment payment;
    private final Recommendation recommendation;

    OrderController(Availability availability, Payment payment, Recommendation recommendation) {
        this.availability = availability;
        this.payment = payment;
        this.recommendation = recommendation;
    }

    @GetMapping("/orders/{sku}")
    Order order(@PathVariable String sku) {
        return Order.of(availability.of(sku), payment.methods(), recommendation.with(sku));
    }
}
