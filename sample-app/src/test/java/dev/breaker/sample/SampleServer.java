package dev.breaker.sample;

import static org.springframework.http.MediaType.APPLICATION_JSON;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/**
 * The sample as it is shipped, but for two waits, on a port of its own; reached by HTTP only;
 * healthy and closed before each test.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            // Open until a test says otherwise: no test depends on how fast it runs.
            "breaker.instances.inventory.wait-duration-in-open-state=10m",
            "breaker.instances.journal.wait-duration-in-open-state=10m",
            "breaker.instances.payment.wait-duration-in-open-state=100ms"
        })
@AutoConfigureRestTestClient
abstract class SampleServer {

    private static final String CIRCUIT_BREAKERS = "/actuator/circuitbreakers";

    @Autowired private RestTestClient client;

    @BeforeEach
    void healAndReset() {
        for (String service : new String[] {"inventory", "payment", "recommendation"}) {
            chaos(service, "healthy");
            updateState(service, "RESET");
        }
        chaos("database", "healthy");
        updateState("journal", "RESET");
    }

    final ResponseSpec get(String path) {
        return client.get().uri(path).exchange();
    }

    final BodyContentSpec order(String sku) {
        return get("/orders/" + sku).expectStatus().isOk().expectBody();
    }

    final ResponseSpec place(String sku) {
        return client.post().uri("/orders/" + sku).exchange();
    }

    final ResponseSpec chaos(String service, String mode) {
        return client.post().uri("/chaos/" + service + "/" + mode).exchange();
    }

    final int requests(String service) {
        return (int) value("/chaos", service).get("requests");
    }

    final String state(String breaker) {
        return (String) breaker(breaker).get("state");
    }

    /** What the endpoint's list shows of a breaker. */
    final Map<String, Object> breaker(String name) {
        return cast(value(CIRCUIT_BREAKERS, "circuitBreakers").get(name));
    }

    final void updateState(String breaker, String action) {
        client.post()
                .uri(CIRCUIT_BREAKERS + "/" + breaker)
                .contentType(APPLICATION_JSON)
                .body(Map.of("updateState", action))
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
    }

    private Map<String, Object> value(String path, String field) {
        return cast(get(path).expectBody(Map.class).returnResult().getResponseBody().get(field));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Object json) {
        return (Map<String, Object>) json;
    }
}
