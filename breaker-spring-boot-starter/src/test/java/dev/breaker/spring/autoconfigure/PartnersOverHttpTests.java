package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.breaker.BreakerRegistry;
import dev.breaker.CallNotPermittedException;
import dev.breaker.annotation.CircuitBreaker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.test.json.JsonContent;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.RestClient;

/** Two partners behind one annotation; one of them really fails. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=partners",
            "management.endpoints.web.exposure.include=*",
            "management.endpoint.health.show-details=always"
        })
@AutoConfigureRestTestClient
class PartnersOverHttpTests {

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean(destroyMethod = "close")
        Downstream downstream() throws IOException {
            return new Downstream();
        }

        @Bean
        Partners partners(Downstream downstream) {
            return new Partners(RestClient.create(downstream.url()));
        }
    }

    /** Fails for acme, answers for all others. */
    static final class Downstream {

        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

        Downstream() throws IOException {
            server.createContext("/", Downstream::answer);
            server.start();
        }

        private static void answer(HttpExchange exchange) throws IOException {
            boolean fails = exchange.getRequestURI().getPath().equals("/acme");
            exchange.sendResponseHeaders(fails ? 500 : 204, -1);
            exchange.close();
        }

        String url() {
            return "http://localhost:" + server.getAddress().getPort();
        }

        void close() {
            server.stop(0);
        }
    }

    static class Partners {

        private final RestClient client;

        Partners(RestClient client) {
            this.client = client;
        }

        @CircuitBreaker(name = "partner", key = "#partnerId")
        public void send(String partnerId) {
            client.get().uri("/{partner}", partnerId).retrieve().toBodilessEntity();
        }

        @CircuitBreaker(name = "tenant", key = "#tenant", fallbackMethod = "cached")
        public String read(String tenant) {
            client.get().uri("/acme").retrieve().toBodilessEntity();
            return "read";
        }

        private String cached(String tenant) {
            return "cached";
        }

        @CircuitBreaker(name = "region-#{#region}")
        public void inRegion(String region) {}
    }

    @Autowired private RestTestClient client;
    @Autowired private BreakerRegistry registry;
    @Autowired private Partners partners;
    private Http http;

    @BeforeEach
    void acmeFailsAndGlobexDoesNot() {
        http = new Http(client);
        registry.all().stream()
                .map(breaker -> breaker.name())
                .filter(name -> name.startsWith("partner/") && !name.equals("partner/initech"))
                .forEach(registry::remove);
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> partners.send("acme"))
                    .isInstanceOf(HttpServerErrorException.InternalServerError.class);
            partners.send("globex");
        }
    }

    @Test
    void onePartnerIsKeptAwayAndTheOtherIsUnaffected() {
        assertThatThrownBy(() -> partners.send("acme"))
                .isInstanceOf(CallNotPermittedException.class)
                .hasMessageContaining("'partner/acme'");
        partners.send("globex");
    }

    @Test
    void allKeysAreVisibleAtTheEndpoint() {
        assertThat(http.json("/actuator/circuitbreakers"))
                .extractingPath("$.circuitBreakers")
                .asMap()
                .containsKeys("partner", "partner/acme", "partner/globex", "partner/initech");

        JsonContent partner = http.json("/actuator/circuitbreakers/partner");

        assertThat(partner).extractingPath("$.state").isEqualTo("CLOSED");
        assertThat(partner)
                .extractingPath("$.keys[*].name")
                .asArray()
                .containsExactly("partner/acme", "partner/globex");
        assertThat(partner)
                .extractingPath("$.keys[0]")
                .asMap()
                .containsOnlyKeys(
                        "name",
                        "state",
                        "failureRate",
                        "slowCallRate",
                        "bufferedCalls",
                        "notPermittedCalls")
                .containsEntry("name", "partner/acme")
                .containsEntry("state", "OPEN")
                .containsEntry("failureRate", 100.0)
                .containsEntry("slowCallRate", null)
                .containsEntry("bufferedCalls", 4)
                .containsEntry("notPermittedCalls", 0);
        assertThat(http.json("/actuator/circuitbreakers/partner/acme"))
                .doesNotHavePath("$.keys")
                .extractingPath("$.settings.failure-rate-threshold")
                .isEqualTo(40.0);
        assertThat(http.status("/actuator/circuitbreakers/partner/unknown")).isEqualTo(404);
    }

    @Test
    void anOperatorSteersOneKey() {
        http.update("partner/globex", "FORCE_OPEN");

        assertThatThrownBy(() -> partners.send("globex"))
                .isInstanceOf(CallNotPermittedException.class);
        http.update("partner/acme", "CLOSE");
        assertThatThrownBy(() -> partners.send("acme"))
                .isInstanceOf(HttpServerErrorException.InternalServerError.class);
    }

    @Test
    void aKeyThatIsConfiguredByNameHasItsOwnSettings() {
        partners.send("initech");

        assertThat(http.json("/actuator/circuitbreakers/partner/initech"))
                .extractingPath("$.settings.failure-rate-threshold")
                .isEqualTo(90.0);
        assertThat(lines("partner/initech")).isNotEmpty();
    }

    @Test
    void eventsOfANameAreThoseOfItsKeysToo() {
        assertThat(http.json("/actuator/circuitbreakerevents/partner/TRANSITION"))
                .extractingPath("$.circuitBreakerEvents[*].breaker")
                .asArray()
                .containsExactly("partner/acme");
    }

    @Test
    void healthShowsTheNameOnce() {
        JsonContent json = http.json("/actuator/health");

        assertThat(json)
                .extractingPath("$.components.circuitBreakers.details.partner.keys")
                .asMap()
                .isEqualTo(Map.of("OPEN", 1, "CLOSED", 1));
        assertThat(json)
                .extractingPath("$.components.circuitBreakers.details.partner.state")
                .isEqualTo("CLOSED");
        assertThat(json).doesNotHavePath("$.components.circuitBreakers.details['partner/acme']");
        assertThat(json).extractingPath("$.components.circuitBreakers.status").isEqualTo("UP");
    }

    @Test
    void healthFailsWhereEveryKeyIsKeptAway() {
        http.update("partner/globex", "FORCE_OPEN");

        assertThat(http.json("/actuator/health"))
                .extractingPath("$.components.circuitBreakers.status")
                .isEqualTo("DOWN");
    }

    private List<String> lines(String name) {
        return http.text("/actuator/prometheus")
                .lines()
                .filter(line -> line.contains("name=\"" + name + "\""))
                .toList();
    }

    @Test
    void prometheusSeesOneSetOfMetersPerName() {
        assertThat(lines("partner"))
                .contains(
                        "circuitbreaker_keys{name=\"partner\"} 2.0",
                        "circuitbreaker_state{name=\"partner\",state=\"open\"} 1.0",
                        "circuitbreaker_state{name=\"partner\",state=\"closed\"} 1.0",
                        "circuitbreaker_state{name=\"partner\",state=\"half_open\"} 0.0",
                        "circuitbreaker_failure_rate{name=\"partner\"} 100.0",
                        "circuitbreaker_buffered_calls{kind=\"successful\",name=\"partner\"} 4.0",
                        "circuitbreaker_buffered_calls{kind=\"failed\",name=\"partner\"} 4.0")
                .anyMatch(
                        line ->
                                line.startsWith(
                                        "circuitbreaker_calls_seconds_count{kind=\"failed\",name=\"partner\"}"));
        assertThat(lines("partner/acme")).isEmpty();
        assertThat(lines("partner/globex")).isEmpty();
    }

    @Test
    void orOnePerKeyWhereThatIsAskedForAndNoCallTwice() {
        partners.read("one");

        assertThat(lines("tenant/one"))
                .contains(
                        "circuitbreaker_calls_seconds_count{kind=\"failed\",name=\"tenant/one\"} 1")
                .noneMatch(line -> line.contains("fallback"));
        assertThat(lines("tenant"))
                .contains(
                        "circuitbreaker_calls_seconds_count{kind=\"failed\",name=\"tenant\"} 0",
                        "circuitbreaker_fallback_calls_total{name=\"tenant\"} 1.0",
                        "circuitbreaker_keys{name=\"tenant\"} 1.0");
    }

    @Test
    void namesByExpressionAreMeasuredUnderWhatTheyHaveInCommon() {
        partners.inRegion("eu");
        partners.inRegion("us");

        assertThat(lines("region-*"))
                .contains(
                        "circuitbreaker_calls_seconds_count{kind=\"successful\",name=\"region-*\"} 2",
                        "circuitbreaker_keys{name=\"region-*\"} 2.0");
        assertThat(lines("region-eu")).isEmpty();
        assertThat(http.status("/actuator/circuitbreakers/region-eu")).isEqualTo(200);
    }
}
