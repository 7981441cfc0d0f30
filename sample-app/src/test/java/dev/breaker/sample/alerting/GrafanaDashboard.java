package dev.breaker.sample.alerting;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard in the documentation. */
final class GrafanaDashboard {

    static final Path FILE = Path.of("../docs/grafana/breaker.json");

    /**
     * A query of a panel.
     *
     * @param panel the title of the panel
     * @param expression with Grafana's variables as they are
     */
    record Query(String panel, String expression) {

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
