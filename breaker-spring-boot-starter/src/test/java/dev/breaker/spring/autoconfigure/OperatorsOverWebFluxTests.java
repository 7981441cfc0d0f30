package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.Intervention;
import dev.breaker.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.reactive.function.client.WebClient;

/** The same as {@link OperatorsOverHttpTests}, and the rest of the endpoint, in WebFlux. */
@SpringBootTest(
        classes = {OperatorsApplication.class, OperatorsOverWebFluxTests.Security.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.main.web-application-type=reactive",
            "management.endpoints.web.exposure.include=circuitbreakers,auditevents",
            "breaker.instances.inventory.failure-rate-threshold=50",
            "breaker.instances.payment.failure-rate-threshold=50"
        })
class OperatorsOverWebFluxTests {

    @Configuration(proxyBeanMethods = false)
    @EnableWebFluxSecurity
    static class Security {

        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http) {
            return http.authorizeExchange(all -> all.anyExchange().permitAll())
                    .csrf(ServerHttpSecurity.CsrfSpec::disable)
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }

        @Bean
        MapReactiveUserDetailsService users() {
            return new MapReactiveUserDetailsService(OperatorsApplication.ann());
        }
    }

    @LocalServerPort private int port;
    @Autowired private BreakerRegistry registry;
    @Autowired private AuditEventRepository audit;

    private Breaker inventory;

    @BeforeEach
    void begin() {
        OperatorsApplication.reset(registry);
        inventory = registry.breaker("inventory");
    }

    private ResponseEntity<String> post(String path, boolean asAnn, Map<String, ?> body) {
        ResponseEntity<String> answer =
                WebClient.create("http://localhost:" + port)
                        .post()
                        .uri("/actuator/circuitbreakers" + path)
                        .headers(
                                headers -> {
                                    if (asAnn) {
                                        headers.setBasicAuth("ann", "secret");
                                    }
                                })
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchangeToMono(response -> response.toEntity(String.class))
                        .block(Duration.ofSeconds(20));
        assertThat(answer).isNotNull();
        return answer;
    }

    @Test
    void whoIsKnownIsShown() {
        ResponseEntity<String> answer =
                post(
                        "/inventory",
                        true,
                        Map.of(
                                "updateState", "FORCE_OPEN",
                                "reason", "maintenance",
                                "duration", "10m"));

        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        assertThat(answer.getBody()).contains("\"by\":\"ann\"", "\"reason\":\"maintenance\"");
        assertThat(inventory.snapshot().intervention())
                .extracting(Intervention::by)
                .isEqualTo("ann");
        List<AuditEvent> events = audit.find("ann", null, "CIRCUIT_BREAKER_ACTION");
        assertThat(events.get(events.size() - 1).getData()).containsEntry("action", "FORCE_OPEN");
    }

    @Test
    void whoIsNotKnownIsAnonymous() {
        assertThat(post("/inventory", false, Map.of("updateState", "DISABLE")).getBody())
                .contains("\"by\":null");
        assertThat(audit.find("anonymous", null, "CIRCUIT_BREAKER_ACTION")).isNotEmpty();
    }

    @Test
    void settingsAreChangedTriedAndReverted() {
        post("/inventory", true, Map.of("settings", "failure-rate-threshold=60"));
        assertThat(inventory.config().failureRateThreshold()).isEqualTo(60);
        post("/inventory", true, Map.of("rehearse", "{\"failure-rate-threshold\": 20}"));
        assertThat(inventory.candidate().failureRateThreshold()).isEqualTo(20);
        post("/inventory", true, Map.of("adoptRehearsal", true));
        assertThat(inventory.config().failureRateThreshold()).isEqualTo(20);

        ResponseEntity<String> answer = post("/inventory", true, Map.of("revertSettings", true));

        assertThat(inventory.config().failureRateThreshold()).isEqualTo(50);
        assertThat(answer.getBody()).contains("\"by\":\"ann\"", "\"changes\":[");
    }

    @Test
    void manyAreMovedAtOnce() {
        ResponseEntity<String> answer =
                post("", true, Map.of("names", "*", "updateState", "FORCE_OPEN"));

        assertThat(answer.getBody())
                .isEqualTo(
                        "{\"matched\":[\"inventory\",\"payment\"],\"results\":{\"inventory\":\"done\",\"payment\":\"done\"}}");
        assertThat(registry.breaker("payment").state()).isEqualTo(State.FORCED_OPEN);
    }

    @Test
    void whatIsWrongIsAProblem() {
        ResponseEntity<String> answer =
                post("/inventory", true, Map.of("updateState", "CLOSE", "duration", "10m"));

        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getHeaders().getContentType()).hasToString("application/problem+json");
        ResponseEntity<String> misspelt =
                post("/inventory", true, Map.of("updateState", "DISABLE", "duraton", "10m"));
        assertThat(misspelt.getStatusCode().value()).isEqualTo(400);
        assertThat(misspelt.getBody())
                .contains("There is no field duraton ('10m'). Did you mean duration?");
        assertThat(
                        post("", true, Map.of("names", "*", "updateState", "DISABLE", "time", "1h"))
                                .getBody())
                .contains("There is no field time ('1h'). The fields are: names, updateState,");
        assertThat(inventory.state()).isEqualTo(State.CLOSED);
        assertThat(
                        post(
                                        "/inventory?duration=10m",
                                        true,
                                        Map.of("updateState", "DISABLE", "reason", "why"))
                                .getBody())
                .contains("\"until\":\"2");
        assertThat(post("/nobody", true, Map.of("updateState", "CLOSE")).getStatusCode().value())
                .isEqualTo(404);
    }
}
