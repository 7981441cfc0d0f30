package dev.breaker.sample.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus' own tool says of alerts and dashboard. */
@RequiresPrometheus
class PromtoolIT {

    @TempDir private Path directory;

    private static void succeeds(Programs.Result result) {
        assertThat(result.output()).contains("SUCCESS");
        assertThat(result.exit()).as(result.output()).isZero();
    }

    @Test
    void alertsAreRules() {
        succeeds(promtool("check", "rules", "--lint-fatal", AlertRules.FILE.toString()));
    }

    @Test
    void alertsDoWhatTheirTestsSay() {
        Path tests = AlertRules.TESTS.toAbsolutePath().normalize();
        succeeds(Programs.run(tests.getParent(), "promtool", "test", "rules", tests.toString()));
    }

    @Test
    void alertsAreRulesInAHurry() throws IOException {
        Path hurried = Files.writeString(directory.resolve("alerts.yml"), AlertRules.hurried());

        succeeds(promtool("check", "rules", hurried.toString()));
        assertThat(AlertRules.hurried())
                .contains("for: 1s", "[2s]")
                .doesNotContainPattern("\\d[mh]]");
    }

    @Test
    void configurationOnThePageIsOne() throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("prometheus.yml"), AlertingPage.yaml("scrape_configs"));
        Files.writeString(directory.resolve("alerts.yml"), AlertRules.text());

        succeeds(promtool("check", "config", file.toString()));
    }

    /** It checks no expressions as such; each becomes a rule that records it. */
    @Test
    void panelsQueryInPromql() throws IOException {
        String rules =
                GrafanaDashboard.queries().stream()
                        .map(query -> rule(query.resolved("1m")))
                        .collect(Collectors.joining("", "groups:\n- name: panels\n  rules:\n", ""));
        Path file = Files.writeString(directory.resolve("panels.yml"), rules);

        Programs.Result result = promtool("check", "rules", "--lint=none", file.toString());

        succeeds(result);
        assertThat(result.output()).contains(GrafanaDashboard.queries().size() + " rules found");
    }

    private static String rule(String expression) {
        return "  - record: panel\n    expr: |-\n      %s\n"
                .formatted(expression.replace("\n", "\n      "));
    }

    private static Programs.Result promtool(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "promtool";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return Programs.run(Path.of("."), command);
    }
}
