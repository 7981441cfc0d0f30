package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.Intervention;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.client.RestClient;

/** Who acts is the authenticated principal, and the audit knows of each action. */
@SpringBootTest(
        classes = {OperatorsApplication.class, OperatorsOverHttpTests.Security.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.endpoints.web.exposure.include=circuitbreakers,auditevents",
            "breaker.instances.inventory.failure-rate-threshold=50",
            "breaker.instances.payment.failure-rate-threshold=50"
        })
class OperatorsOverHttpTests {

    @Configuration(proxyBeanMethods = false)
    @EnableWebSecurity
    static class Security {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(all -> all.anyRequest().permitAll())
                    .csrf(csrf -> csrf.disable())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(OperatorsApplication.ann());
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

    private Map<?, ?> post(String path, boolean asAnn, Map<String, ?> body) {
        return RestClient.create("http://localhost:" + port)
                .post()
                .uri("/actuator/circuitbreakers" + path)
                .headers(
                        headers -> {
                            if (asAnn) {
                                headers.setBasicAuth("ann", "secret");
                            }
                        })
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .body(Map.class);
    }

    private AuditEvent lastEvent(String type) {
        List<AuditEvent> events = audit.find(null, null, type);
        return events.get(events.size() - 1);
    }

    @Test
    void whoIsKnownIsShown() {
        Map<?, ?> answer =
                post(
                        "/inventory",
                        true,
                        Map.of(
                                "updateState", "FORCE_OPEN",
                                "reason", "maintenance",
                                "duration", "10m"));

        assertThat((Map<?, ?>) answer.get("intervention"))
                .extracting("action", "by", "reason")
                .containsExactly("FORCE_OPEN", "ann", "maintenance");
        assertThat(inventory.snapshot().intervention())
                .extracting(Intervention::by)
                .isEqualTo("ann");
        AuditEvent event = lastEvent("CIRCUIT_BREAKER_ACTION");
        assertThat(event.getPrincipal()).isEqualTo("ann");
        assertThat(event.getData())
                .containsOnlyKeys("breaker", "action", "reason", "until")
                .containsEntry("breaker", "inventory")
                .containsEntry("action", "FORCE_OPEN")
                .containsEntry("reason", "maintenance");
    }

    @Test
    void whoIsNotKnownIsAnonymous() {
        Map<?, ?> answer = post("/inventory", false, Map.of("updateState", "DISABLE"));

        assertThat((Map<?, ?>) answer.get("intervention"))
                .extracting("action", "by", "reason")
                .containsExactly("DISABLE", null, null);
        AuditEvent event = lastEvent("CIRCUIT_BREAKER_ACTION");
        assertThat(event.getPrincipal()).isEqualTo("anonymous");
        assertThat(event.getData()).containsOnlyKeys("breaker", "action");
    }

    @Test
    void otherSettingsAreAnEventWithOldAndNew() {
        post(
                "/inventory",
                true,
                Map.of("settings", "failure-rate-threshold=60", "reason", "it cries wolf"));

        AuditEvent event = lastEvent("CIRCUIT_BREAKER_SETTINGS");
        assertThat(event.getPrincipal()).isEqualTo("ann");
        assertThat(event.getData())
                .containsEntry("breaker", "inventory")
                .containsEntry("action", "CHANGE_SETTINGS")
                .containsEntry("reason", "it cries wolf")
                .containsEntry("from", Map.of("failure-rate-threshold", 50.0))
                .containsEntry("to", Map.of("failure-rate-threshold", 60.0));
        post("/inventory", true, Map.of("revertSettings", true));
        assertThat(lastEvent("CIRCUIT_BREAKER_SETTINGS").getData())
                .containsEntry("action", "REVERT_SETTINGS")
                .containsEntry("to", Map.of("failure-rate-threshold", 50.0));
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aRehearsalIsAnEventToo(CapturedOutput output) {
        post("/inventory", true, Map.of("rehearse", "failure-rate-threshold=20"));
        assertThat(output).contains("REHEARSE (failure-rate-threshold 50.0 -> 20.0) by ann");
        assertThat(lastEvent("CIRCUIT_BREAKER_ACTION").getData())
                .containsEntry("action", "REHEARSE")
                .containsEntry("settings", Map.of("failure-rate-threshold", 20.0));

        post("/inventory", true, Map.of("endRehearsal", true));
        assertThat(lastEvent("CIRCUIT_BREAKER_ACTION").getData())
                .containsEntry("action", "END_REHEARSAL");
    }

    @Test
    void eachOfManyIsAnEvent() {
        int before = audit.find("ann", null, "CIRCUIT_BREAKER_ACTION").size();

        post("", true, Map.of("names", "*", "updateState", "METRICS_ONLY"));

        assertThat(audit.find("ann", null, "CIRCUIT_BREAKER_ACTION")).hasSize(before + 2);
    }

    @Test
    void whatIsRefusedIsNone() {
        int before = audit.find(null, null, null).size();

        RestClient.create("http://localhost:" + port)
                .post()
                .uri("/actuator/circuitbreakers/inventory")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("settings", "failure-rate-threshold=600"))
                .exchange(
                        (request, response) ->
                                assertThat(response.getStatusCode().value()).isEqualTo(400));

        assertThat(audit.find(null, null, null)).hasSize(before);
    }
}
