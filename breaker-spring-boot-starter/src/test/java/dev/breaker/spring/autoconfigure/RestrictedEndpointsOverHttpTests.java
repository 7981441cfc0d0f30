package dev.breaker.spring.autoconfigure;

import static dev.breaker.spring.Calls.fail;
import static dev.breaker.spring.Calls.failUntilOpen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.BreakerRegistry;
import dev.breaker.State;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.json.JsonContent;
import org.springframework.test.web.servlet.client.RestTestClient;

@SpringBootTest(
        classes = OperatedApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=operated",
            "management.endpoints.web.exposure.include=*",
            "management.endpoint.circuitbreakers.access=read-only",
            "management.endpoint.circuitbreakers.show-failure-messages=true",
            "management.endpoints.jackson.isolated-json-mapper=false",
            "spring.jackson.default-property-inclusion=non-null"
        })
@AutoConfigureRestTestClient
class RestrictedEndpointsOverHttpTests {

    @Autowired private RestTestClient client;
    @Autowired private BreakerRegistry registry;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(client);
    }

    @Test
    void readOnlyEndpointRefusesAnUpdate() {
        assertThat(http.update("inventory", "FORCE_OPEN").getStatus().value()).isEqualTo(405);
        assertThat(registry.breaker("inventory").state()).isEqualTo(State.CLOSED);
        assertThat(http.status("/actuator/circuitbreakers/inventory")).isEqualTo(200);
    }

    @Test
    void readOnlyEndpointRefusesAnUpdateOfMany() {
        Map<String, Object> order = Map.of("names", "*", "updateState", "FORCE_OPEN");

        assertThat(http.updateAll(order).getStatus().value()).isEqualTo(405);
        assertThat(registry.all()).noneMatch(one -> one.state() == State.FORCED_OPEN);
        assertThat(http.status("/actuator/circuitbreakers")).isEqualTo(200);
    }

    @Test
    void readOnlyEndpointRefusesOtherSettingsAndRehearsals() {
        String settings = "failure-rate-threshold=20";

        assertThat(http.update("inventory", Map.of("settings", settings)).getStatus().value())
                .isEqualTo(405);
        assertThat(http.update("inventory", Map.of("rehearse", settings)).getStatus().value())
                .isEqualTo(405);
        assertThat(registry.breaker("inventory").config().failureRateThreshold()).isEqualTo(50);
        assertThat(registry.breaker("inventory").candidate()).isNull();
    }

    @Test
    void messagesAreShownWhereTheyAreAskedFor() {
        fail(registry.breaker("talkative"), new IllegalStateException("stock is 7"));

        JsonContent details = http.json("/actuator/circuitbreakers/talkative");
        assertThat(details).extractingPath("$.failures[0].message").isEqualTo("stock is 7");
        assertThat(details).extractingPath("$.lastFailure.message").isEqualTo("stock is 7");
        failUntilOpen(registry.breaker("talkative"), new IllegalStateException("stock is 7"));
        assertThat(http.json("/actuator/circuitbreakers/talkative"))
                .extractingPath("$.tripEvidence.failures[0].message")
                .isEqualTo("stock is 7");
        assertThat(http.json("/actuator/circuitbreakerevents/talkative"))
                .extractingPath("$.circuitBreakerEvents[0].exceptionMessage")
                .isEqualTo("stock is 7");
    }

    @Test
    void unknownRatesAreNullWhicheverMapperWritesThem() {
        assertThat(http.json("/actuator/circuitbreakers"))
                .extractingPath("$.circuitBreakers.payment")
                .asMap()
                .containsEntry("failureRate", null)
                .containsEntry("slowCallRate", null);
    }
}
