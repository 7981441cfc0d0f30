package dev.breaker.spring.standing.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withServerError;

import dev.breaker.BreakerRegistry;
import dev.breaker.CallNotPermittedException;
import dev.breaker.annotation.CircuitBreaker;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.restclient.test.autoconfigure.RestClientTest;
import org.springframework.boot.webclient.test.autoconfigure.WebClientTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/** The slices that test a client of a service guard that client. */
class ClientSliceTests {

    public static class Inventory {

        private final RestClient client;

        Inventory(RestClient.Builder builder) {
            client = builder.baseUrl("http://inventory").build();
        }

        @CircuitBreaker(name = "inventory", fallbackMethod = "unknown")
        public String stock(String sku) {
            return client.get().uri("/stock/{sku}", sku).retrieve().body(String.class);
        }

        private String unknown(String sku, Exception why) {
            return "unknown";
        }
    }

    @Nested
    @RestClientTest
    @Import(Inventory.class)
    class OfARestClient {

        @Autowired private Inventory inventory;
        @Autowired private MockRestServiceServer server;
        @Autowired private BreakerRegistry breakers;

        @Test
        void theFallbackAnswers() {
            server.expect(requestTo("http://inventory/stock/pen")).andRespond(withServerError());
            assertThat(inventory.stock("pen")).isEqualTo("unknown");
            assertThat(breakers.breaker("inventory").snapshot().totalFailedCalls()).isOne();
        }
    }

    public static class Suppliers {

        Suppliers(WebClient.Builder builder) {
            builder.build();
        }

        @CircuitBreaker(name = "suppliers")
        public String find(String sku) {
            return sku;
        }
    }

    @Nested
    @WebClientTest
    @Import(Suppliers.class)
    class OfAWebClient {

        @Autowired private Suppliers suppliers;
        @Autowired private BreakerRegistry breakers;

        @Test
        void theClientIsGuarded() {
            breakers.breaker("suppliers").forceOpen();
            assertThatThrownBy(() -> suppliers.find("pen"))
                    .isInstanceOf(CallNotPermittedException.class);
        }
    }
}
