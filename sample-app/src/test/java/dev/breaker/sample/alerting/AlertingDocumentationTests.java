package dev.breaker.sample.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.sample.alerting.AlertRules.Alert;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** docs/alerting.md, the rules and the dashboard say the same; without a Prometheus. */
class AlertingDocumentationTests {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| \\[`(Breaker\\w+)`]\\(#(\\w+)\\) \\| (\\w+) \\|");
    private static final String PAGE =
            "https://github.com/breaker-dev/breaker/blob/main/docs/alerting.md#";

    static List<Alert> alerts() {
        return AlertRules.all();
    }

    @Test
    void thePageListsEveryAlertWithItsSeverity() {
        Map<String, String> listed =
                ROW.matcher(AlertingPage.text())
                        .results()
                        .collect(Collectors.toMap(row -> row.group(1), row -> row.group(3)));

        assertThat(listed)
                .isEqualTo(
                        alerts().stream()
                                .collect(
                                        Collectors.toMap(
                                                Alert::name,
                                                alert -> alert.labels().get("severity"))));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void anAlertSaysWhatIsWrongAndWhereToReadOn(Alert alert) {
        assertThat(alert.labels()).containsOnlyKeys("severity");
        assertThat(alert.labels().get("severity")).isIn("critical", "warning", "info");
        assertThat(alert.annotations())
                .containsOnlyKeys("summary", "description", "runbook_url")
                .hasEntrySatisfying(
                        "summary", text -> assertThat(text).contains("{{ $labels.name }}"))
                .hasEntrySatisfying(
                        "description", text -> assertThat(text).contains("{{ $labels.job }}"))
                .containsEntry("runbook_url", PAGE + alert.name().toLowerCase(Locale.ROOT));
        assertThat(AlertingPage.text())
                .contains("\n### " + alert.name() + "\n")
                .contains("(#" + alert.name().toLowerCase(Locale.ROOT) + ")");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void anAlertTakesInstancesTogetherAndKeepsOtherLabels(Alert alert) {
        assertThat(alert.expression())
                .contains("without (instance, pod")
                .doesNotContain(" by (", " by(");
    }

    @Test
    void theDashboardImportsAsItIs() {
        JsonNode dashboard = GrafanaDashboard.json();
        Set<String> variables = new HashSet<>();
        dashboard.at("/templating/list").forEach(it -> variables.add(it.get("name").asString()));

        assertThat(variables).contains("datasource");
        assertThat(dashboard.has("__inputs")).isFalse(); // of which an import would ask
        assertThat(dashboard.path("id").isMissingNode()).isTrue();
        assertThat(dashboard.get("panels")).hasSizeGreaterThan(15);
        Set<Integer> ids = new HashSet<>();
        for (JsonNode panel : dashboard.get("panels")) {
            assertThat(ids.add(panel.get("id").asInt())).as("unique id").isTrue();
            if (!panel.get("type").asString().equals("row")) {
                assertThat(panel.at("/datasource/uid").asString()).isEqualTo("${datasource}");
                assertThat(panel.get("targets")).isNotEmpty();
                assertThat(panel.get("description").asString()).isNotBlank();
            }
        }
        assertThat(GrafanaDashboard.queries())
                .allSatisfy(query -> assertThat(variables).containsAll(query.variables()));
    }

    @Test
    void panelsDoNotOverlap() {
        Set<String> taken = new HashSet<>();
        for (JsonNode panel : GrafanaDashboard.json().get("panels")) {
            JsonNode at = panel.get("gridPos");
            for (int x = 0; x < at.get("w").asInt(); x++) {
                for (int y = 0; y < at.get("h").asInt(); y++) {
                    int column = at.get("x").asInt() + x;
                    assertThat(column).isBetween(0, 23);
                    assertThat(taken.add(column + "/" + (at.get("y").asInt() + y)))
                            .as(panel.get("title").asString())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void selectorsAndLabelsAreFoundInExpressions() {
        String expression =
                "max without (pod, kind) (rate(circuitbreaker_calls_total{kind=\"a\"}[5m]) > circuitbreaker_x)";

        assertThat(Selectors.in(expression))
                .containsExactly("circuitbreaker_calls_total{kind=\"a\"}", "circuitbreaker_x");
        assertThat(Selectors.labels(expression)).containsExactly("kind", "pod");
    }
}
