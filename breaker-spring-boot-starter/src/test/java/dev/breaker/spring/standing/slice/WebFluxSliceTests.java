package dev.breaker.spring.standing.slice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.BreakerRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The reactive slice guards what it imports, too. */
@WebFluxTest(controllers = Shop.Desk.class)
@Import(Shop.Prices.class)
class WebFluxSliceTests {

    @Autowired private WebTestClient web;
    @Autowired private BreakerRegistry breakers;

    @Test
    void theFallbackAnswers() {
        web.get()
                .uri("/price?sku=ink")
                .exchange()
                .expectBody(String.class)
                .isEqualTo("see the catalogue");
        assertThat(breakers.breaker("prices").snapshot().totalFailedCalls()).isOne();
    }
}
