package dev.breaker.spring.autoconfigure;

import static dev.breaker.spring.Calls.failUntilOpen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.json.JsonContent;
import org.springframework.test.web.servlet.client.RestTestClient;

@OverHttp
class HealthOverHttpTests {

    @Autowired private RestTestClient client;
    @Autowired private BreakerRegistry registry;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(client);
    }

    @Test
    void hasAComponentWithADetailPerBreaker() {
        registry.breaker("healthy");

        JsonContent json = http.json("/actuator/health");

        assertThat(json).extractingPath("$.components.circuitBreakers.status").isEqualTo("UP");
        assertThat(json)
                .extractingPath("$.components.circuitBreakers.details.healthy")
                .asMap()
                .containsEntry("state", "CLOSED")
                .containsEntry("failureRate", null)
                .containsEntry("failureRateThreshold", 50.0)
                .containsEntry("slowCallRateThreshold", 80.0)
                .containsEntry("bufferedCalls", 0)
                .containsEntry("notPermittedCalls", 0);
    }

    @Test
    void showsNoBreakerThatIsNotRegistered() {
        assertThat(http.json("/actuator/health"))
                .extractingPath("$.components.circuitBreakers.details")
                .asMap()
                .containsKeys("inventory", "payment")
                .doesNotContainKey("hidden");
    }

    @Test
    void openCircuitDoesNotMakeTheApplicationDown() {
        failUntilOpen(registry.breaker("open"), new IllegalStateException());

        assertThat(http.status("/actuator/health")).isEqualTo(200);
        assertThat(http.json("/actuator/health"))
                .extractingPath("$.components.circuitBreakers.details.open.state")
                .isEqualTo("OPEN");
    }

    @Test
    void openCircuitThatMayFailMakesTheApplicationDown() {
        Breaker critical = registry.breaker("critical");
        critical.forceOpen();
        try {
            assertThat(http.status("/actuator/health")).isEqualTo(503);
            assertThat(http.json("/actuator/health"))
                    .extractingPath("$.components.circuitBreakers.status")
                    .isEqualTo("DOWN");
            assertThat(http.status("/actuator/health/liveness")).isEqualTo(200);
        } finally {
            critical.close();
        }
    }
}
