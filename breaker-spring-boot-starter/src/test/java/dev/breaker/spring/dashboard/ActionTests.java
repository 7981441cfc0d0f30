package dev.breaker.spring.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import tools.jackson.databind.json.JsonMapper;

@InChromium
class ActionTests {

    private final Browser browser;
    private FakeEndpoint endpoint;

    ActionTests(Browser browser) {
        this.browser = browser;
    }

    @BeforeEach
    void start() throws IOException {
        endpoint =
                new FakeEndpoint()
                        .with(
                                "inventory",
                                Scenes.open(Duration.ofSeconds(30)),
                                Scenes.details("connection refused"));
        show();
    }

    private void show() {
        browser.openLive(endpoint.url() + "#/inventory");
        browser.eventually(() -> assertThat(browser.text("#detail")).contains("Settings"));
    }

    @AfterEach
    void stop() {
        assertThat(browser.complaints()).isEmpty();
        endpoint.close();
    }

    private void assertAsked(String json) {
        browser.eventually(
                () ->
                        assertThat(endpoint.posts())
                                .containsExactly(JsonMapper.shared().readTree(json)));
        browser.eventually(() -> assertThat(browser.all("dialog[open]")).isEmpty());
    }

    @Test
    void asksForConfirmationReasonAndDuration() {
        browser.button("Force open…").click();

        assertThat(browser.text("#dialog"))
                .contains("Force open: inventory", "Every call will be rejected")
                .contains("Ends by itself after", "Reason");
        browser.type("#dialog textarea", "Moving the database");
        assertThat(endpoint.posts()).isEmpty();
        browser.button("Force open").click();

        assertAsked(
                """
                {"updateState": "FORCE_OPEN", "duration": "15m", "reason": "Moving the database"}
                """);
    }

    @Test
    void doesNothingWhenCancelled() {
        browser.button("Force open…").click();
        browser.button("Cancel").click();

        assertThat(browser.all("dialog[open]")).isEmpty();
        assertThat(endpoint.posts()).isEmpty();
        assertThat(browser.focused()).isEqualTo("Force open…");
    }

    @Test
    void canBeDoneByKeyboardAlone() {
        browser.tabTo("Disable…");
        browser.press(Keys.ENTER);
        browser.press("Wrong alarm");
        browser.tabTo("Disable");
        browser.press(Keys.ENTER);

        assertAsked(
                """
                {"updateState": "DISABLE", "duration": "15m", "reason": "Wrong alarm"}
                """);
        assertThat(browser.focused()).isEqualTo("Disable…");
    }

    @Test
    void escapeClosesTheDialog() {
        browser.tabTo("Reset…");
        browser.press(Keys.ENTER);
        browser.press(Keys.ESCAPE);

        assertThat(browser.all("dialog[open]")).isEmpty();
        assertThat(browser.focused()).isEqualTo("Reset…");
    }

    @Test
    void durationCanBeAnyOrNone() {
        browser.button("Metrics only…").click();
        browser.find("#dialog option[value=other]").click();
        browser.button("Metrics only").click();
        assertThat(browser.text("#dialog [role=alert]")).startsWith("How long?");
        browser.type("#dialog input", "90s");
        browser.button("Metrics only").click();

        assertAsked(
                """
                {"updateState": "METRICS_ONLY", "duration": "90s"}
                """);
    }

    @Test
    void whatEndsNothingByItselfHasNoDuration() {
        browser.button("Close…").click();
        assertThat(browser.text("#dialog")).doesNotContain("Ends by itself after");
        browser.button("Close").click();

        assertAsked(
                """
                {"updateState": "CLOSE"}
                """);
    }

    @Test
    void showsWhyTheServerRefuses() {
        endpoint.refusePosts(400, "duration (8d) must be at most 7 days");
        browser.button("Force open…").click();
        browser.button("Force open").click();

        browser.eventually(
                () ->
                        assertThat(browser.text("#dialog [role=alert]"))
                                .isEqualTo("duration (8d) must be at most 7 days"));
        assertThat(browser.all("dialog[open]")).hasSize(1);
    }

    @Test
    void changesOnlyTheSettingsThatWereChanged() {
        browser.button("Change settings…").click();
        setting("failure-rate-threshold", "60");
        setting("wait-duration-in-open-state", "20s");
        assertThat(browser.text(".preview"))
                .contains("failure-rate-threshold 50 → 60")
                .contains("wait-duration-in-open-state 90s → 20s");
        assertThat(browser.text("#dialog")).doesNotContain("initial-state");
        browser.button("Change settings").click();

        assertAsked(
                """
                {"settings": {"failure-rate-threshold": 60, "wait-duration-in-open-state": "20s"}}
                """);
    }

    @Test
    void anEmptySettingGoesBackToWhatIsConfigured() {
        browser.button("Change settings…").click();
        setting("failure-rate-threshold", "");
        browser.button("Change settings").click();

        assertAsked(
                """
                {"settings": {"failure-rate-threshold": null}}
                """);
    }

    private void setting(String key, String value) {
        browser.all("#dialog .settings-form label").stream()
                .filter(label -> label.getText().startsWith(key))
                .findFirst()
                .orElseThrow()
                .findElement(By.tagName("input"))
                .sendKeys(Keys.chord(Keys.CONTROL, "a"), value.isEmpty() ? Keys.DELETE : value);
    }

    @Test
    void revertsRehearsesAdoptsAndEnds() {
        for (String[] action :
                new String[][] {
                    {"Revert settings", "{\"revertSettings\": true}"},
                    {"Adopt the candidate", "{\"adoptRehearsal\": true}"},
                    {"End the rehearsal", "{\"endRehearsal\": true}"}
                }) {
            endpoint.posts().clear();
            browser.button(action[0] + "…").click();
            browser.find("#dialog button[type=submit]").click();
            assertAsked(action[1]);
        }
    }

    @Test
    void rehearsesOtherSettings() {
        browser.button("Rehearse a candidate…").click();
        browser.find("#dialog button[type=submit]").click();

        assertAsked(
                """
                {"rehearse": {"failure-rate-threshold": 30}}
                """);
    }

    @Test
    void actsOnAllWhoseNamesFit() {
        endpoint.with("partner-a", Scenes.closed(), Map.of())
                .with("partner-b", Scenes.closed(), Map.of());
        browser.openLive(endpoint.url());
        browser.button("Act on several…").click();
        browser.press("partner-?");
        assertThat(browser.text(".matched")).isEqualTo("2 breakers: partner-a, partner-b");
        browser.find("#dialog option[value=CLOSE]").click();
        browser.button("Act on all of them").click();

        assertAsked(
                """
                {"names": "partner-?", "updateState": "CLOSE"}
                """);
    }

    @Test
    void sendsTheTokenAgainstForgedRequests() {
        browser.addCookie("XSRF-TOKEN", "50%of-a-token");
        show();
        browser.button("Reset…").click();
        browser.button("Reset").click();

        browser.eventually(() -> assertThat(endpoint.tokens()).containsExactly("50%of-a-token"));
        browser.run("document.cookie = 'XSRF-TOKEN=; max-age=0'");
    }

    @Test
    void readOnlyHasNoButtonsButSaysWhy() {
        endpoint.access("READ_ONLY");
        show();

        assertThat(browser.buttons()).noneMatch(words -> words.endsWith("…"));
        assertThat(browser.text(".actions")).contains("You can look but not act");

        browser.openLive(endpoint.url());
        assertThat(browser.buttons()).doesNotContain("Act on several…");
        assertThat(browser.text("#read-only"))
                .contains("management.endpoint.circuitbreakers.access");
    }
}
