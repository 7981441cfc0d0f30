package dev.breaker.spring.standing.slice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.BreakerRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** A slice of the application that imports an annotated service guards it, as all of it would. */
@WebMvcTest(
        controllers = Shop.Desk.class,
        properties = "breaker.instances.prices.minimum-number-of-calls=3")
@Import(Shop.Prices.class)
class WebMvcSliceTests {

    @Autowired private MockMvcTester mvc;
    @Autowired private BreakerRegistry breakers;

    @AfterEach
    void reset() {
        breakers.breaker("prices").reset();
    }

    @Test
    void theFallbackAnswers() {
        assertThat(mvc.get().uri("/price?sku=pen")).hasBodyTextEqualTo("10 for pen");
        assertThat(mvc.get().uri("/price?sku=ink")).hasBodyTextEqualTo("see the catalogue");
        assertThat(breakers.breaker("prices").snapshot().failedCalls()).isOne();
    }

    @Test
    void aRejectionIs503() {
        breakers.breaker("prices").forceOpen();
        assertThat(mvc.get().uri("/exact?sku=pen"))
                .hasStatus(HttpStatus.SERVICE_UNAVAILABLE)
                .hasContentType("application/problem+json");
    }

    @Test
    void theConfigurationIsThatOfTheApplication() {
        assertThat(breakers.breaker("prices").config().minimumNumberOfCalls()).isEqualTo(3);
    }
}
