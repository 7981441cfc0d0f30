package dev.breaker.sample.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.web.client.RestClient;

class InventoryTests {

    private final RestClient.Builder client = RestClient.builder();
    private final MockRestServiceServer server = MockRestServiceServer.bindTo(client).build();
    private Instant now = Instant.EPOCH;
    private final Inventory inventory = new Inventory(client.build(), () -> now);

    @Test
    void remembersTheLastAnswerAndItsAge() {
        server.expect(requestTo("/inventory/book"))
                .andRespond(withSuccess("{\"available\": 12}", APPLICATION_JSON));
        assertThat(inventory.stockOrLastKnown("book"))
                .isEqualTo(new Stock("book", 12, "inventory", 0L));

        now = now.plus(Duration.ofMinutes(2));

        assertThat(inventory.lastKnown("book")).isEqualTo(new Stock("book", 12, "fallback", 120L));
    }

    @Test
    void ofAnArticleNeverSeenNothingIsAvailable() {
        assertThat(inventory.lastKnown("book")).isEqualTo(new Stock("book", 0, "fallback", null));
    }
}
