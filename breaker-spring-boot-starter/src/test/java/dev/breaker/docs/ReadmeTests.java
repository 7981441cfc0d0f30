package dev.breaker.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReadmeTests {

    /** Which is compared with the engine where the settings are read. */
    @Test
    void givesTheDefaultsThatTheSettingsPageGives() {
        Map<String, String> all = defaults("docs/settings.md");
        Map<String, String> some = defaults("README.md");
        some.keySet().retainAll(all.keySet());

        assertThat(some).hasSize(12);
        assertThat(all).containsAllEntriesOf(some);
    }

    /** The second cells of rows, by the first, which is in backquotes. */
    private static Map<String, String> defaults(String file) {
        return Snippet.lines(Snippet.ROOT.resolve(Path.of(file))).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split(" \\| "))
                .collect(
                        Collectors.toMap(
                                cells -> cells[0].substring(2),
                                cells -> cells[1],
                                (first, later) -> first));
    }
}
