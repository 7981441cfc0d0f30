package dev.breaker.sample.alerting;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.MediaType.APPLICATION_JSON;

import dev.breaker.BreakerRegistry;
import dev.breaker.Permit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/**
 * A real Prometheus scrapes the running sample through an outage: each alert fires and resolves,
 * and each panel of the dashboard has something to show. The sample is scraped twice: as the one
 * instance of "orders", and as one of three of "fleet", of which the others are well.
 */
@RequiresPrometheus
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "breaker.configs.default.wait-duration-in-open-state=500ms")
@AutoConfigureRestTestClient
class AlertingIT {

    private static final Set<String> ALERTS =
            Set.of(
                    "BreakerOpen orders inventory",
                    "BreakerOpenOnSomeInstances fleet inventory",
                    "BreakerFlapping orders flapping",
                    "BreakerRejectsManyCalls orders recommendation",
                    "BreakerForcedOpen orders recommendation",
                    "BreakerDisabled orders payment",
                    "BreakerStuckHalfOpen orders stuck",
                    "BreakerFailureRateNearThreshold orders failing",
                    "BreakerSlowCallRateNearThreshold orders slow",
                    "BreakerWouldHaveOpened orders journal");

    /** What Kubernetes' service discovery adds, and the sample has not got. */
    private static final Set<String> ELSEWHERE = Set.of("pod");

    @LocalServerPort private int port;
    @Autowired private RestTestClient client;
    @Autowired private BreakerRegistry registry;
    @TempDir private Path directory;

    private final ScheduledExecutorService callers = Executors.newScheduledThreadPool(2);
    private Troubles troubles;
    private Copy second;
    private Copy third;
    private Prometheus prometheus;

    @BeforeEach
    void start() throws IOException {
        troubles = new Troubles(registry);
        String meters = get("/actuator/prometheus");
        second = new Copy(meters);
        third = new Copy(meters);
        Files.writeString(directory.resolve("alerts.yml"), AlertRules.hurried());
        prometheus =
                Prometheus.start(
                        directory,
                        """
                        global:
                          scrape_interval: 500ms
                          evaluation_interval: 250ms
                        rule_files: [alerts.yml]
                        scrape_configs:
                          - job_name: orders
                            metrics_path: /actuator/prometheus
                            static_configs: [targets: ["localhost:%1$d"]]
                          - job_name: fleet
                            metrics_path: /actuator/prometheus
                            static_configs: [targets: ["localhost:%1$d", "127.0.0.1:%2$d", "127.0.0.1:%3$d"]]
                        """
                                .formatted(port, second.port(), third.port()));
        await().until(() -> prometheus.query("up == 1").size() == 4);
        await().until(() -> prometheus.query("circuitbreaker_state{name=\"stuck\"}").size() > 0);
    }

    @AfterEach
    void stop() {
        callers.shutdownNow();
        prometheus.close();
        second.close();
        third.close();
    }

    @Test
    void alertsFireInAnOutageAndResolve() {
        assertThat(ALERTS.stream().map(alert -> alert.replaceAll(" .*", "")).collect(toSet()))
                .isEqualTo(AlertRules.all().stream().map(AlertRules.Alert::name).collect(toSet()));
        AlertLog log = new AlertLog(prometheus);
        every(50, () -> get("/orders/book"));
        every(50, () -> client.post().uri("/orders/book").exchange());
        assertThat(log.firing()).isEmpty();

        chaos("failing");
        updateState("recommendation", "FORCE_OPEN");
        updateState("payment", "DISABLE");
        updateState("journal", "METRICS_ONLY");
        troubles.flap();
        troubles.comeNear();
        Permit probe = troubles.getStuck();
        every(50, troubles::callTheStuckOne); // not before, or it takes the only probe
        log.awaitFiring(ALERTS);
        expressionsAreAboutMetersThatThereAre();
        rulesAreEvaluated();
        panelsHaveSomethingToShow();

        chaos("healthy");
        updateState("recommendation", "CLOSE");
        updateState("payment", "CLOSE");
        updateState("journal", "CLOSE");
        troubles.recover();
        probe.succeeded();
        log.awaitResolved(ALERTS);
        await().atMost(30, TimeUnit.SECONDS).until(() -> log.firing().isEmpty());
    }

    private void expressionsAreAboutMetersThatThereAre() {
        Set<String> expressions = new TreeSet<>();
        AlertRules.all().forEach(alert -> expressions.add(alert.expression()));
        GrafanaDashboard.queries().forEach(query -> expressions.add(query.resolved("5s")));
        expressions.addAll(AlertingPage.queries());
        for (String expression : expressions) {
            assertThat(Selectors.in(expression))
                    .as(expression)
                    .isNotEmpty()
                    .allSatisfy(
                            selector ->
                                    assertThat(prometheus.query("count(" + selector + ")"))
                                            .isNotEmpty());
            assertThat(Selectors.labels(expression))
                    .filteredOn(label -> !ELSEWHERE.contains(label))
                    .allSatisfy(
                            label ->
                                    assertThat(
                                                    prometheus.query(
                                                            "count({__name__=~\"circuitbreaker_.+\",%s!=\"\"})"
                                                                    .formatted(label)))
                                            .isNotEmpty());
        }
    }

    private void rulesAreEvaluated() {
        JsonNode rules = prometheus.api("rules").at("/data/groups/0/rules");

        assertThat(rules).hasSameSizeAs(AlertRules.all());
        assertThat(rules)
                .allSatisfy(rule -> assertThat(rule.get("health").asString()).isEqualTo("ok"));
    }

    private void panelsHaveSomethingToShow() {
        assertThat(GrafanaDashboard.queries())
                .allSatisfy(
                        query ->
                                assertThat(prometheus.query(query.resolved("5s")))
                                        .as(query.panel())
                                        .isNotEmpty());
        assertThat(AlertingPage.queries())
                .hasSize(5)
                .allSatisfy(query -> assertThat(prometheus.query(query)).isNotEmpty());
    }

    private void every(long millis, Runnable call) {
        Runnable whateverComesOfIt =
                () -> {
                    try {
                        call.run();
                    } catch (RuntimeException | AssertionError failed) {
                        // the services are ill
                    }
                };
        callers.scheduleWithFixedDelay(whateverComesOfIt, 0, millis, TimeUnit.MILLISECONDS);
    }

    private String get(String path) {
        return client.get().uri(path).exchange().returnResult(String.class).getResponseBody();
    }

    private void chaos(String mode) {
        client.post().uri("/chaos/inventory/" + mode).exchange();
        client.post().uri("/chaos/database/" + mode).exchange();
    }

    private void updateState(String breaker, String action) {
        client.post()
                .uri("/actuator/circuitbreakers/" + breaker)
                .contentType(APPLICATION_JSON)
                .body(Map.of("updateState", action))
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
    }
}
