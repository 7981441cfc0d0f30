package dev.breaker.spring.autoconfigure;

import dev.breaker.spring.http.StatusRules;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** Finds values below {@code breaker.http} that cannot be. */
final class HttpCheck {

    private static final ConfigurationPropertyName HTTP = ConfiguredKeys.ROOT.append("http");

    private final ConfiguredKeys keys;
    private final Problems problems;

    HttpCheck(ConfiguredKeys keys, Problems problems) {
        this.keys = keys;
        this.problems = problems;
    }

    void check(HttpSettings http, Set<String> bases) {
        checkStatuses("failure-statuses", http.getFailureStatuses());
        checkStatuses("ignored-statuses", http.getIgnoredStatuses());
        if (http.getMaxHosts() < 1) {
            add(
                    HTTP.append("max-hosts"),
                    "max-hosts (%d) must be at least 1.".formatted(http.getMaxHosts()),
                    "Correct this value.");
        }
        String base = http.getConfiguration();
        if (!base.isEmpty() && !bases.contains(base)) {
            add(
                    HTTP.append("configuration"),
                    "There is no %s.".formatted(Keys.join(Keys.PREFIX, Keys.CONFIGS, base)),
                    Nearest.to(base, bases)
                            .map("Did you mean '%s'?"::formatted)
                            .orElse("There are: %s.".formatted(String.join(", ", bases))));
        }
    }

    private void checkStatuses(String key, List<String> statuses) {
        for (int i = 0; i < statuses.size(); i++) {
            String status = statuses.get(i);
            if (!StatusRules.isStatus(status)) {
                ConfigurationPropertyName list = HTTP.append(key);
                ConfigurationPropertyName element = list.append("[" + i + "]");
                add(
                        keys.place(element).isPresent() ? element : list,
                        "'%s' is no HTTP status.".formatted(status),
                        "Write a status, such as 503, or a class of them, such as 5xx.");
            }
        }
    }

    private void add(ConfigurationPropertyName key, String reason, String action) {
        problems.add(new Problem(keys.place(key).stream().toList(), reason, action));
    }
}
