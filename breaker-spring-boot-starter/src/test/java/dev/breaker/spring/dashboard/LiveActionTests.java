package dev.breaker.spring.dashboard;

import static dev.breaker.spring.dashboard.DashboardApplication.port;
import static dev.breaker.spring.dashboard.DashboardApplication.registry;
import static dev.breaker.spring.dashboard.DashboardApplication.url;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.Intervention;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** The buttons of the page, and what the real endpoint makes of them. */
@InChromium
class LiveActionTests {

    private final Browser browser;

    LiveActionTests(Browser browser) {
        this.browser = browser;
    }

    @AfterEach
    void nothingWentWrong() {
        assertThat(browser.complaints()).isEmpty();
        browser.open("about:blank");
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void sendsWhatTheEndpointUnderstands(WebApplicationType type) {
        try (ConfigurableApplicationContext application = DashboardApplication.start(type)) {
            Breaker breaker = registry(application).breaker("inventory");
            browser.openLive(url(port(application)) + "#/inventory");
            browser.eventually(() -> assertThat(browser.buttons()).contains("Change settings…"));

            changeFailureRate("Change settings…", "60", "too nervous");
            browser.eventually(
                    () -> assertThat(breaker.config().failureRateThreshold()).isEqualTo(60));
            browser.eventually(
                    () ->
                            assertThat(browser.text("#detail"))
                                    .contains("too nervous", "failure-rate-threshold"));

            changeFailureRate("Rehearse a candidate…", "40", "less?");
            browser.eventually(
                    () ->
                            assertThat(browser.text("[data-part=candidate]"))
                                    .contains("failure-rate-threshold would be 40"));

            confirm("Adopt the candidate…", "it was right");
            browser.eventually(
                    () -> assertThat(breaker.config().failureRateThreshold()).isEqualTo(40));
            confirm("Revert settings…", "back");
            browser.eventually(
                    () -> assertThat(breaker.config().failureRateThreshold()).isEqualTo(50));

            confirm("Force open…", "moving the <b>database</b>");
            browser.eventually(
                    () ->
                            assertThat(browser.text("[data-part=intervention]"))
                                    .contains("moving the <b>database</b>", "ends by itself in"));
            assertThat(breaker.snapshot().intervention())
                    .extracting(Intervention::lasting)
                    .isEqualTo(Duration.ofMinutes(15));
        }
    }

    private void changeFailureRate(String button, String value, String reason) {
        browser.button(button).click();
        browser.all("#dialog .settings-form label").stream()
                .filter(label -> label.getText().startsWith("failure-rate-threshold"))
                .findFirst()
                .orElseThrow()
                .findElement(By.tagName("input"))
                .sendKeys(Keys.chord(Keys.CONTROL, "a"), value);
        send(reason);
    }

    private void confirm(String button, String reason) {
        browser.eventually(() -> assertThat(browser.buttons()).contains(button));
        browser.button(button).click();
        send(reason);
    }

    private void send(String reason) {
        browser.type("#dialog textarea", reason);
        browser.find("#dialog button[type=submit]").click();
        browser.eventually(() -> assertThat(browser.all("dialog[open]")).isEmpty());
    }
}
