package dev.breaker.spring.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@InChromium
class DetailTests {

    private final Browser browser;
    private FakeEndpoint endpoint;

    DetailTests(Browser browser) {
        this.browser = browser;
    }

    @BeforeEach
    void start() throws IOException {
        endpoint = new FakeEndpoint();
    }

    @AfterEach
    void stop() {
        assertThat(browser.complaints()).isEmpty();
        endpoint.close();
    }

    private void show(String name, Map<String, ?> status) {
        endpoint.with(name, status, Scenes.details("connection refused"));
        browser.openLive(endpoint.url() + "#/" + name);
        browser.eventually(() -> assertThat(browser.text("#detail")).contains("Settings"));
    }

    @Test
    void saysWhyItOpenedWithTheNumbers() {
        show("inventory", Scenes.open(Duration.ofSeconds(30)));

        assertThat(browser.text("[data-part=why]"))
                .contains("Why it opened", Scenes.REASON)
                .contains("Failure rate 75 % reached the threshold of 50 %")
                .contains(
                        "Of 40 calls in the last 30 s, 30 failed, 12 were slow (9 of them failed, too).")
                .contains("SocketTimeoutException", "21 times", "2.01 s")
                .contains("shop.Inventory.stock(Inventory.java:41)", "connection refused");
    }

    @Test
    void countsDownToTheNextProbe() {
        show("inventory", Scenes.open(Duration.ofSeconds(70)));
        int first = seconds();

        browser.eventually(() -> assertThat(seconds()).isLessThan(first));
        assertThat(first).isBetween(50, 70);
    }

    /** The page counts with each message of the stream. */
    private int seconds() {
        try {
            endpoint.push();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        String text = browser.text(".big-countdown");
        assertThat(text).matches("next probe in (1 min ?)?(\\d+ s)?");
        String seconds = text.replaceFirst(".* (\\d+) s$", "$1").replaceFirst("^\\D.*", "0");
        return (text.contains("min") ? 60 : 0) + Integer.parseInt(seconds);
    }

    @Test
    void hasFiguresHistorySettingsAndWhereTheyComeFrom() {
        show("inventory", Scenes.open(Duration.ofSeconds(30)));

        assertThat(browser.text(".side"))
                .contains("In flight\n4", "Openings\n3", "Rejected in this outage\n170")
                .contains("Came too late to count\n1", "Time in each state", "1 h", "4 min");
        assertThat(browser.text(".transitions")).contains("Closed", "Open", "Evidence");
        assertThat(browser.all(".timeline rect[data-state]")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(browser.text("[data-part=settings]"))
                .contains("failure-rate-threshold", "50", "changed by ann")
                .contains("class path resource [application.yml] - 28:37")
                .contains("1 setting at the default");
        assertThat(browser.text("[data-part=candidate]"))
                .contains("failure-rate-threshold would be 30", "4 times", "310 calls");
        assertThat(browser.text("[data-part=changes]")).contains("60 → 50");
    }

    @Test
    void saysWhoInterferedWhyAndUntilWhen() {
        show("payment", Scenes.forcedOpen("ann", "their incident", Duration.ofMinutes(9)));

        assertThat(browser.text("[data-part=intervention]"))
                .contains("Forced open by ann until ", ": their incident")
                .containsPattern("ends by itself in (9 min|8 min 5\\d s)");
    }

    @Test
    void keepsWhatIsUnfoldedAndWhatHasNotChangedWhileFiguresRun() throws IOException {
        Map<String, Object> details = Scenes.details("connection refused");
        endpoint.with("inventory", Scenes.open(Duration.ofSeconds(30)), details);
        browser.openLive(endpoint.url() + "#/inventory");
        browser.eventually(() -> assertThat(browser.text("#detail")).contains("Settings"));
        browser.find(".transitions summary").click();
        browser.run("document.querySelector('[data-part=why] section').dataset.same = 'yes'");

        Map<String, Object> later = Scenes.open(Duration.ofSeconds(29));
        later.put("shedCalls", 171);
        endpoint.with("inventory", later, details);
        endpoint.push("inventory");

        browser.eventually(
                () -> assertThat(browser.text(".side")).contains("Rejected in this outage\n171"));
        assertThat(browser.find(".transitions details").getDomProperty("open")).isEqualTo("true");
        assertThat(browser.all("[data-part=why] section[data-same]")).hasSize(1);
    }

    @Test
    void showsNothingOfWhatAnOlderServerDoesNotSay() {
        endpoint.with(
                "old",
                Map.of("state", "CLOSED", "since", "2026-03-01T10:15:30Z", "notPermittedCalls", 7),
                Map.of("settings", Map.of("sliding-window-size", 30)));

        browser.openLive(endpoint.url() + "#/old");

        browser.eventually(
                () -> assertThat(browser.text("#detail")).contains("sliding-window-size"));
        assertThat(browser.text(".side")).contains("Rejected in all\n7").doesNotContain("Openings");
        assertThat(browser.buttons()).contains("Force open…").doesNotContain("Change settings…");
    }

    @Test
    void saysThatThereIsNoSuchBreaker() {
        browser.openLive(endpoint.url() + "#/nobody");

        browser.eventually(
                () -> assertThat(browser.text("#detail")).contains("There is no such breaker"));
    }

    /** For {@code /actuator/circuitbreakers/../health}, a browser would ask for health. */
    @Test
    void asksForNothingElseWhereANameIsAWayOut() {
        endpoint.with("../health", Scenes.closed(), Map.of());
        browser.openLive(endpoint.url() + "#/" + "..%2Fhealth");

        assertThat(browser.text("#detail")).contains("No path can say this name", "Closed");
        browser.button("Reset…").click();
        browser.button("Reset").click();
        browser.eventually(
                () ->
                        assertThat(browser.text("#dialog [role=alert]"))
                                .startsWith("No path can say this name"));
    }

    @Test
    void findsABreakerWhateverItsName() {
        String name = "orders/eu west?#100%;ü";
        endpoint.with(name, Scenes.closed(), Scenes.details("none"));
        browser.openLive(endpoint.url());

        browser.find(".c-name a").click();

        browser.eventually(() -> assertThat(browser.text("#detail")).contains("Settings"));
        assertThat(browser.text("#detail-title")).isEqualTo(name);
    }
}
