package dev.breaker.sample.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withServerError;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withStatus;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

import org.junit.jupiter.api.Test;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.test.web.client.ResponseCreator;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/** Without a breaker; what is remembered is for {@code SampleIT} to say. */
class AvailabilityTests {

    private final RestClient.Builder client = RestClient.builder();
    private final MockRestServiceServer server = MockRestServiceServer.bindTo(client).build();
    private final Availability availability = new Availability(new Inventory(client.build()));

    private void answer(ResponseCreator with) {
        server.expect(requestTo("/inventory/book")).andRespond(with);
    }

    @Test
    void isWhatTheInventorySays() {
        answer(withSuccess("{\"available\": 12}", APPLICATION_JSON));

        assertThat(availability.of("book")).isEqualTo(new Stock("book", 12, "inventory", 0L));
    }

    @Test
    void ofAnArticleNeverSeenNothingIsAvailable() {
        answer(withServerError());

        assertThat(availability.of("book")).isEqualTo(new Stock("book", 0, "fallback", null));
    }

    @Test
    void anUnknownArticleIsNoneThatWasNeverSeen() {
        answer(withStatus(NOT_FOUND));

        assertThatThrownBy(() -> availability.of("book"))
                .isInstanceOf(HttpClientErrorException.NotFound.class);
    }
}
