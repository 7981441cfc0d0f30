package dev.breaker.sample.recommendation;

import dev.breaker.annotation.CircuitBreaker;
import java.util.List;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Service;
import org.springframework.web.client.RestClient;

/** Asks the recommendation service. */
@Service
public class Recommendation {

    private final RestClient downstream;

    Recommendation(RestClient downstream) {
        this.downstream = downstream;
    }

    /** Articles that go with this one. Nobody misses them for a while. */
    @CircuitBreaker(name = "recommendation", fallbackMethod = "none")
    public List<String> with(String sku) {
        return downstream
                .get()
                .uri("/recommendation/{sku}", sku)
                .retrieve()
                .requiredBody(new ParameterizedTypeReference<>() {});
    }

    List<String> none(String sku) {
        return List.of();
    }
}
