package dev.breaker.sample.payment;

import dev.breaker.annotation.CircuitBreaker;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Service;
import org.springframework.web.client.RestClient;

/** Asks the payment service. */
@Service
public class Payment {

    private static final Logger log = LoggerFactory.getLogger(Payment.class);

    private final RestClient downstream;

    Payment(RestClient downstream) {
        this.downstream = downstream;
    }

    /** The ways to pay. While nobody can tell, an invoice can be paid later. */
    @CircuitBreaker(name = "payment", fallbackMethod = "invoice")
    public List<String> methods() {
        return downstream
                .get()
                .uri("/payment/methods")
                .retrieve()
                .requiredBody(new ParameterizedTypeReference<>() {});
    }

    /** A fallback may ask what went wrong: a failure of the service, or the breaker's rejection. */
    List<String> invoice(Exception why) {
        log.debug("Offering an invoice only", why);
        return List.of("invoice");
    }
}
