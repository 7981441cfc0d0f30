package dev.breaker.sample.alerting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** docs/alerting.md. */
final class AlertingPage {

    private static final Pattern QUERY = Pattern.compile("(?m)^\\| [^|`]+\\? \\| `(.+)` \\|$");
    private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");

    private AlertingPage() {}

    static String text() {
        try {
            return Files.readString(Path.of("../docs/alerting.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The queries of its last table; a table has its bars escaped. */
    static List<String> queries() {
        return QUERY.matcher(text())
                .results()
                .map(row -> row.group(1).replace("\\|", "|"))
                .toList();
    }

    /** The example that has this key. */
    static String yaml(String key) {
        return YAML.matcher(text())
                .results()
                .map(block -> block.group(1).stripIndent())
                .filter(block -> block.contains(key))
                .findFirst()
                .orElseThrow();
    }
}
