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
import org.springframework.web.client.HttpServerErrorException;
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

    public static class Prices {

        private final RestClient client;

        Prices(RestClient.Builder builder) {
            client = builder.baseUrl("http://prices").build();
        }

        public String of(String sku) {
            return client.get().uri("/of/{sku}", sku).retrieve().body(String.class);
        }
    }

    /** The mock server takes the place of what makes the requests, and not that of the breaker. */
    @Nested
    @RestClientTest(properties = "breaker.http.rest-client=host")
    @Import(Prices.class)
    class OfARestClientThatASettingGuards {

        @Autowired private Prices prices;
        @Autowired private MockRestServiceServer server;
        @Autowired private BreakerRegistry breakers;

        @Test
        void theClientIsGuarded() {
            server.expect(requestTo("http://prices/of/pen")).andRespond(withServerError());
            assertThatThrownBy(() -> prices.of("pen")).isInstanceOf(HttpServerErrorException.class);
            assertThat(breakers.breaker("prices").snapshot().totalFailedCalls()).isOne();

            breakers.breaker("prices").forceOpen();
            assertThatThrownBy(() -> prices.of("pen"))
                    .isInstanceOf(CallNotPermittedException.class);
        }
    }

    public static class Suppliers {

        private final WebClient client;

        Suppliers(WebClient.Builder builder) {
            client = builder.baseUrl("http://localhost:1").build();
        }

        public String ask() {
            return client.get().retrieve().bodyToMono(String.class).block();
        }

        @CircuitBreaker(name = "suppliers")
        public String find(String sku) {
            return sku;
        }
    }

    @Nested
    @WebClientTest(properties = "breaker.http.web-client=host")
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

        @Test
        void soIsItsHostWhereThatIsSet() {
            breakers.breaker("localhost:1").forceOpen();
            assertThatThrownBy(suppliers::ask).isInstanceOf(CallNotPermittedException.class);
        }
    }
}
