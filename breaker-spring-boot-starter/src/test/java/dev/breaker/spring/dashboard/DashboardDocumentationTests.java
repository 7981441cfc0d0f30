package dev.breaker.spring.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** docs/dashboard.md says which button sends what. */
@InChromium
class DashboardDocumentationTests {

    private static final Path DOCS = Path.of("../docs");

    private static final Pattern ACTION = Pattern.compile("(?m)^\\| `([^`]+…)` \\| `([^`]+)` \\|$");

    private final Browser browser;
    private final String page;

    DashboardDocumentationTests(Browser browser) throws IOException {
        this.browser = browser;
        this.page = Files.readString(DOCS.resolve("dashboard.md"));
    }

    private List<MatchResult> actions() {
        return ACTION.matcher(page).results().toList();
    }

    @Test
    void buttonsSendWhatTheTableSays() throws IOException {
        try (FakeEndpoint endpoint = new FakeEndpoint()) {
            endpoint.with(
                    "inventory",
                    Scenes.open(Duration.ofSeconds(30)),
                    Scenes.details("connection refused"));
            browser.openLive(endpoint.url() + "#/inventory");
            browser.eventually(() -> assertThat(browser.text("#detail")).contains("Settings"));

            assertThat(browser.buttons())
                    .containsExactlyElementsOf(
                            actions().stream().map(row -> row.group(1)).toList());
            for (MatchResult row : actions()) {
                endpoint.posts().clear();
                assertThat(sentBy(row.group(1), endpoint))
                        .as(row.group(1))
                        .isEqualTo(JsonMapper.shared().readTree(row.group(2)));
            }
        }
    }

    private JsonNode sentBy(String button, FakeEndpoint endpoint) {
        browser.button(button).click();
        browser.all("#dialog .settings-form label").stream()
                .filter(label -> label.getText().startsWith("failure-rate-threshold"))
                .forEach(
                        label ->
                                label.findElement(By.tagName("input"))
                                        .sendKeys(Keys.chord(Keys.CONTROL, "a"), "60"));
        browser.type("#dialog textarea", "why");
        browser.find("#dialog button[type=submit]").click();
        browser.eventually(() -> assertThat(browser.all("dialog[open]")).isEmpty());
        return endpoint.posts().get(0);
    }

    @Test
    void thePictureIsThereAndSmall() throws IOException {
        Path picture = DOCS.resolve("images/dashboard.png");

        assertThat(page).contains("(images/dashboard.png)");
        assertThat(Files.size(picture)).isBetween(10_000L, 150_000L);
    }
}
