package dev.breaker.spring.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DashboardFilesTests {

    /** What reads a text as markup or as a program, or loads something. */
    private static final Pattern UNSAFE =
            Pattern.compile(
                    "innerHTML|outerHTML|insertAdjacentHTML|setHTML|document\\.write|DOMParser"
                            + "|createContextualFragment|srcdoc|\\beval\\b|new Function|javascript:"
                            + "|import\\(|(setTimeout|setInterval)\\(['\"`]|\\.src\\b|@import|url\\(");

    /** What the Content-Security-Policy would refuse: handlers and styles in attributes. */
    private static final Pattern INLINE = Pattern.compile("<[^>]*\\s(on\\w+|style)=");

    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s'\"`)]+");

    private final Map<String, String> files = Page.inTheJar().files();

    @Test
    void areLessThanAHundredKilobytes() {
        int bytes =
                files.values().stream()
                        .mapToInt(file -> file.getBytes(StandardCharsets.UTF_8).length)
                        .sum();

        assertThat(bytes).isBetween(1, 100_000);
    }

    @Test
    void takeNoTextForMarkup() {
        assertThat(files)
                .allSatisfy(
                        (name, file) -> assertThat(file).as(name).doesNotContainPattern(UNSAFE));
    }

    @Test
    void haveNothingInlineThatThePolicyRefuses() {
        assertThat(files.get("dashboard.html")).doesNotContainPattern(INLINE);
        assertThat(files)
                .allSatisfy(
                        (name, file) ->
                                assertThat(file)
                                        .as(name)
                                        .doesNotContainPattern(
                                                "[sS]etAttribute\\(.*style|\\{style:"));
    }

    @Test
    void loadNothingFromElsewhere() {
        assertThat(files)
                .allSatisfy(
                        (name, file) ->
                                assertThat(ADDRESS.matcher(file).results())
                                        .as(name)
                                        .allMatch(
                                                address ->
                                                        address.group()
                                                                .startsWith(
                                                                        "http://www.w3.org/2000/svg")));
    }

    @Test
    void areShort() {
        assertThat(files)
                .allSatisfy(
                        (name, file) -> assertThat(file.lines().count()).as(name).isLessThan(300));
    }
}
