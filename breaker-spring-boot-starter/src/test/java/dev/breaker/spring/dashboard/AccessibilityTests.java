package dev.breaker.spring.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.spring.dashboard.Browser.Spoken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@InChromium
class AccessibilityTests {

    private static final Set<String> CONTROLS =
            Set.of("button", "link", "textbox", "searchbox", "combobox", "radio", "checkbox");

    private final Browser browser;
    private final String contrast;
    private FakeEndpoint endpoint;

    AccessibilityTests(Browser browser) throws IOException {
        this.browser = browser;
        try (var in = AccessibilityTests.class.getResourceAsStream("contrast.js")) {
            this.contrast = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @BeforeEach
    void start() throws IOException {
        endpoint =
                new FakeEndpoint()
                        .with("alpha", Scenes.closed(), Scenes.details("none"))
                        .with(
                                "inventory",
                                Scenes.open(Duration.ofSeconds(30)),
                                Scenes.details("connection refused"))
                        .with(
                                "payment",
                                Scenes.forcedOpen("ann", "why", Duration.ofMinutes(9)),
                                Scenes.details("none"));
        for (String state : List.of("HALF_OPEN", "DISABLED", "METRICS_ONLY")) {
            Map<String, Object> status = Scenes.closed();
            status.put("state", state);
            endpoint.with(state, status, Map.of());
        }
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    private void showDetail() {
        browser.openLive(endpoint.url() + "#/inventory");
        browser.eventually(() -> assertThat(browser.text("#detail")).contains("Settings"));
    }

    private void assertAllControlsHaveNames() {
        List<Spoken> controls =
                browser.spoken().stream().filter(one -> CONTROLS.contains(one.role())).toList();
        assertThat(controls).isNotEmpty().noneMatch(control -> control.name().isBlank());
    }

    private void assertContrast() {
        assertThat((List<?>) browser.run(contrast)).isEmpty();
    }

    @Test
    void theOverviewIsATableWithLandmarks() {
        browser.openLive(endpoint.url());

        assertAllControlsHaveNames();
        assertThat(browser.spoken())
                .contains(
                        new Spoken("heading", "All breakers"),
                        new Spoken("table", "All breakers"),
                        new Spoken("columnheader", "Failure rate"),
                        new Spoken("link", "inventory"),
                        new Spoken("searchbox", "Find"),
                        new Spoken("combobox", "Sort by"),
                        new Spoken("combobox", "Colours"))
                .extracting(Spoken::role)
                .contains("banner", "main", "contentinfo", "search", "status");
    }

    @Test
    void theDetailHasHeadingsAndNames() {
        showDetail();

        assertAllControlsHaveNames();
        assertThat(browser.spoken())
                .contains(
                        new Spoken("heading", "inventory"),
                        new Spoken("heading", "Why it opened"),
                        new Spoken("heading", "History"),
                        new Spoken("group", "State"),
                        new Spoken("button", "Force open…"));
    }

    @Test
    void theDialogHasNames() {
        showDetail();
        browser.button("Change settings…").click();

        assertAllControlsHaveNames();
        assertThat(browser.spoken())
                .contains(
                        new Spoken("dialog", "Change settings: inventory"),
                        new Spoken("textbox", "failure-rate-threshold"));
    }

    @Test
    void textsStandOutFromTheirGroundInBothThemes() {
        browser.openLive(endpoint.url());
        assertContrast();
        browser.dark();
        assertContrast();

        showDetail();
        assertContrast();
        browser.dark();
        assertContrast();
        browser.button("Force open…").click();
        assertContrast();
    }

    @Test
    void darkIsDark() {
        browser.openLive(endpoint.url());
        assertThat(lightness()).isGreaterThan(200);

        browser.dark();
        assertThat(lightness()).isLessThan(40);

        browser.find("#theme option[value=light]").click();
        assertThat(lightness()).isGreaterThan(200);
        browser.reload();
        assertThat(lightness()).isGreaterThan(200); // it is remembered
        browser.find("#theme option[value=auto]").click();
        assertThat(lightness()).isLessThan(40);
    }

    private long lightness() {
        return (Long)
                browser.run(
                        "return Number(/\\d+/.exec(getComputedStyle(document.body).backgroundColor)[0])");
    }

    @Test
    void themesNeedNoStorage() {
        browser.openLive(endpoint.url());
        browser.run(
                "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})");

        browser.find("#theme option[value=dark]").click();

        assertThat(lightness()).isLessThan(40);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void fitsOnAPhone() {
        browser.openLive(endpoint.url());
        browser.phone();
        assertFits();
        assertThat(browser.text(".row:has(a[href='#/inventory'])"))
                .contains("Failure rate", "75 %", "Rejected");

        showDetail();
        browser.phone();
        assertFits();
        browser.button("Force open…").click();
        assertFits();
        assertContrast();
    }

    private void assertFits() {
        Object wider =
                browser.run(
                        """
                        const width = document.documentElement.clientWidth;
                        return document.documentElement.scrollWidth <= width ? []
                            : [...document.querySelectorAll('body *')]
                                .filter(one => one.getBoundingClientRect().right > width + 1)
                                .map(one => `${one.outerHTML.slice(0, 80)} of ${width}`);
                        """);
        assertThat((List<?>) wider).isEmpty();
    }
}
