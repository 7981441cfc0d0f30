package dev.breaker.sample.alerting;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard in the documentation. */
final class GrafanaDashboard {

    static final Path FILE = Path.of("../docs/grafana/breaker.json");

    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)");

    /**
     * A query of a panel.
     *
     * @param panel the title of the panel
     * @param expression with Grafana's variables as they are
     */
    record Query(String panel, String expression) {

        /** Those that the dashboard has to define; the others are Grafana's. */
        Set<String> variables() {
            return VARIABLE.matcher(expression)
                    .results()
                    .map(variable -> variable.group(1))
                    .filter(variable -> !variable.startsWith("__"))
                    .collect(Collectors.toSet());
        }

        /** As Grafana sends it, for everything, over a short time. */
        String resolved(String window) {
            return expression
                    .replace("$__rate_interval", window)
                    .replace("$__range", window)
                    .replaceAll("\\$\\w+", ".*");
        }
    }

    private GrafanaDashboard() {}

    static JsonNode json() {
        return JsonMapper.shared().readTree(FILE.toFile());
    }

    static List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        for (JsonNode panel : json().get("panels")) {
            for (JsonNode target : panel.path("targets")) {
                queries.add(
                        new Query(panel.get("title").asString(), target.get("expr").asString()));
            }
        }
        return queries;
    }
}
