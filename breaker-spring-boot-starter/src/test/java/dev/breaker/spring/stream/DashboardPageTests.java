package dev.breaker.spring.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DashboardPageTests {

    private static final Visit VISIT = new Visit("", null);

    private static Answer.Document document(Map<String, String> files) {
        return (Answer.Document)
                new DashboardPage(file -> files.getOrDefault(file, "?" + file)).open(VISIT);
    }

    private static String hash(String text) throws NoSuchAlgorithmException {
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    }

    @Test
    void isOneDocumentThatPermitsWhatStandsInItAndNothingElse() throws NoSuchAlgorithmException {
        Answer.Document page =
                document(
                        Map.of(
                                "dashboard.html", "<head><!-- style --></head><!-- script -->",
                                "dashboard.css", "a { b: $1 }",
                                "dashboard.js", "f('\\d');"));

        assertThat(page.body())
                .isEqualTo("<head><style>a { b: $1 }</style></head><script>f('\\d');</script>");
        assertThat(page.headers())
                .containsEntry(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src %s; style-src %s; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
                                .formatted(hash("f('\\d');"), hash("a { b: $1 }")))
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Referrer-Policy", "no-referrer")
                .containsEntry("Cache-Control", "no-store");
    }

    @Test
    void canHaveSeveralFilesOfAKindInAnOrder() {
        assertThat(
                        document(
                                        Map.of(
                                                "dashboard.html",
                                                "<!-- script b.js a.js --><!-- style -->"))
                                .body())
                .isEqualTo("<script>?b.js\n?a.js</script><style>?dashboard.css</style>");
    }

    /** What a browser hashes is what stands between the tags of the page as it is served. */
    @Test
    void inTheJarPermitsItsOwnStyleAndScript() throws NoSuchAlgorithmException {
        Answer.Document page = (Answer.Document) new DashboardPage().open(VISIT);

        for (String tag : new String[] {"style", "script"}) {
            Matcher inline =
                    Pattern.compile("<%1$s>(.*?)</%1$s>".formatted(tag), Pattern.DOTALL)
                            .matcher(page.body());
            assertThat(inline.find()).as(tag).isTrue();
            assertThat(page.headers().get("Content-Security-Policy"))
                    .contains(tag + "-src " + hash(inline.group(1)));
            assertThat(inline.find()).as("a second " + tag).isFalse();
        }
        assertThat(page.body()).doesNotContain("<!-- s");
        assertThat(page.bytes()).hasSizeLessThan(100 * 1024);
    }
}
