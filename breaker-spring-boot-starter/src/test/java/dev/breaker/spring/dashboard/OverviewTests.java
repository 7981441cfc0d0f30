package dev.breaker.spring.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

@InChromium
class OverviewTests {

    private final Browser browser;
    private FakeEndpoint endpoint;

    OverviewTests(Browser browser) {
        this.browser = browser;
    }

    @BeforeEach
    void start() throws IOException {
        endpoint =
                new FakeEndpoint()
                        .with("alpha", Scenes.closed(), Map.of())
                        .with("inventory", Scenes.open(Duration.ofSeconds(30)), Map.of())
                        .with(
                                "payment",
                                Scenes.forcedOpen("ann", "their incident", Duration.ofMinutes(9)),
                                Map.of());
        browser.openLive(endpoint.url());
    }

    @AfterEach
    void stop() {
        assertThat(browser.complaints()).isEmpty();
        endpoint.close();
    }

    private List<String> names() {
        return browser.all("#rows .c-name a").stream()
                .filter(WebElement::isDisplayed)
                .map(WebElement::getText)
                .toList();
    }

    private String row(String name) {
        return browser.text(".row:has(a[href='#/" + name + "'])");
    }

    private void choose(String select, String value) {
        browser.find(select + " option[value='" + value + "']").click();
    }

    @Test
    void hasOpenBreakersFirst() {
        assertThat(names()).containsExactly("inventory", "payment", "alpha");
        assertThat(browser.title()).isEqualTo("(2 open) Circuit breakers");
        assertThat(browser.text("#totals")).isEqualTo("3 breakers");
    }

    @Test
    void saysOfEachItsStateItsRatesAndWhatIsGoingOn() {
        assertThat(row("inventory"))
                .contains("Open", "75 %", "of 50 %", Scenes.REASON)
                .containsPattern("next probe in (29|30) s");
        assertThat(row("payment"))
                .contains("Forced open", "Forced open by ann until ", "their incident")
                .containsPattern("\\((9 min|8 min 5\\d s) left\\)");
        assertThat(row("alpha")).contains("Closed", "2.5 %");
    }

    @Test
    void sortsByName() {
        choose("#sort", "name");

        assertThat(names()).containsExactly("alpha", "inventory", "payment");
    }

    @Test
    void findsByNameReasonAndPerson() {
        browser.type("#search", "ALPH");
        assertThat(names()).containsExactly("alpha");
        assertThat(browser.text("#totals")).isEqualTo("1 of 3 breakers shown");

        browser.type("#search", "their incident");
        assertThat(names()).containsExactly("payment");

        browser.type("#search", "ann");
        assertThat(names()).containsExactly("payment");

        browser.type("#search", "nothing like that");
        assertThat(names()).isEmpty();
        assertThat(browser.text("#empty")).isEqualTo("No breaker matches what you look for.");
    }

    @Test
    void showsOneStateOnly() {
        browser.find("#states label[data-state=FORCED_OPEN]").click();

        assertThat(names()).containsExactly("payment");
    }

    @Test
    void changesInPlaceAndMovesUpWhatOpens() throws IOException {
        browser.run("document.querySelector(\"a[href='#/alpha']\").dataset.same = 'yes'");

        endpoint.with("alpha", Scenes.open(Duration.ofSeconds(5)), Map.of());
        endpoint.push("alpha");

        browser.eventually(
                () -> assertThat(names()).containsExactly("alpha", "inventory", "payment"));
        assertThat(browser.find("a[href='#/alpha']").getDomAttribute("data-same")).isEqualTo("yes");
        assertThat(browser.title()).isEqualTo("(3 open) Circuit breakers");
        browser.eventually(
                () ->
                        assertThat(
                                        browser.run(
                                                "return document.getElementById('announcer').textContent"))
                                .isEqualTo("alpha is open now: " + Scenes.REASON + "."));
    }

    @Test
    void keepsTheFocusOnARowThatMoves() throws IOException {
        browser.tabTo("alpha");

        endpoint.with("alpha", Scenes.open(Duration.ofSeconds(5)), Map.of());
        endpoint.push("alpha");

        browser.eventually(() -> assertThat(names()).startsWith("alpha"));
        assertThat(browser.focused()).isEqualTo("alpha");
    }

    @Test
    void countsCallsAndRejectionsFromTheDifferencesOfTotals() {
        Map<String, Object> later = Scenes.open(Duration.ofSeconds(30));
        later.put("notPermittedCalls", 100_420);
        endpoint.with("inventory", later, Map.of());

        browser.eventually(
                () -> {
                    endpoint.push("inventory");
                    assertThat(row("inventory")).containsPattern("[\\d,]{4,}/s");
                });
    }

    @Test
    void leadsToABreakerAndBackByKeyboard() {
        browser.tabTo("inventory");
        browser.press(Keys.ENTER);
        browser.eventually(() -> assertThat(browser.text("#detail-title")).isEqualTo("inventory"));
        assertThat(browser.focused()).isEqualTo("inventory");

        browser.tabTo("All breakers");
        browser.press(Keys.ENTER);
        browser.eventually(() -> assertThat(names()).contains("inventory"));
        assertThat(browser.focused()).isEqualTo("inventory");
    }

    @Test
    void skipsToTheBreakers() {
        browser.press(Keys.TAB);
        assertThat(browser.focused()).isEqualTo("Skip to the breakers");

        browser.press(Keys.ENTER);
        browser.press(Keys.TAB);
        assertThat(browser.focused()).isEqualTo("search");
    }
}
