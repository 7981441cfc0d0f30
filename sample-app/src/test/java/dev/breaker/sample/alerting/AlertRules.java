package dev.breaker.sample.alerting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** The file of alert rules in the documentation. */
final class AlertRules {

    static final Path FILE = Path.of("../docs/prometheus/alerts.yml");
    static final Path TESTS = Path.of("../docs/prometheus/alerts_test.yml");

    private static final Pattern WINDOW = Pattern.compile("\\[(\\d+)([mh])]");
    private static final Pattern FOR = Pattern.compile("(?m)^( *for: )\\d+[mh]$");

    /**
     * One alert.
     *
     * @param name as the rule has it
     * @param expression in PromQL
     * @param labels of the alert
     * @param annotations of the alert, templates unresolved
     */
    record Alert(
            String name,
            String expression,
            Map<String, String> labels,
            Map<String, String> annotations) {}

    private AlertRules() {}

    static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Alert> all() {
        Map<String, Object> file = new Yaml().load(text());
        List<Alert> alerts = new ArrayList<>();
        for (Map<String, Object> group : list(file.get("groups"))) {
            for (Map<String, Object> rule : list(group.get("rules"))) {
                alerts.add(
                        new Alert(
                                (String) rule.get("alert"),
                                (String) rule.get("expr"),
                                strings(rule.get("labels")),
                                strings(rule.get("annotations"))));
            }
        }
        return alerts;
    }

    /** The same rules in the time of a test: a minute is a second, ten at most; no patience. */
    static String hurried() {
        String windows = WINDOW.matcher(text()).replaceAll(match -> "[" + hurried(match.group()));
        return FOR.matcher(windows).replaceAll("$11s");
    }

    private static String hurried(String window) {
        Duration duration =
                Duration.parse("PT" + window.substring(1, window.length() - 1).toUpperCase());
        return Math.min(10, duration.toMinutes()) + "s]";
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Object yaml) {
        return (List<Map<String, Object>>) yaml;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> strings(Object yaml) {
        return (Map<String, String>) yaml;
    }
}
