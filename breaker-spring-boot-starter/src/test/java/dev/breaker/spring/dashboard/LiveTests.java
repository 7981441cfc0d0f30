package dev.breaker.spring.dashboard;

import static dev.breaker.spring.dashboard.DashboardApplication.port;
import static dev.breaker.spring.dashboard.DashboardApplication.registry;
import static dev.breaker.spring.dashboard.DashboardApplication.url;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.Intervention;
import dev.breaker.State;
import dev.breaker.spring.Calls;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** The page and the real endpoint. */
@InChromium
class LiveTests {

    private final Browser browser;

    LiveTests(Browser browser) {
        this.browser = browser;
    }

    @AfterEach
    void nothingWentWrong() {
        assertThat(browser.complaints()).isEmpty();
        browser.open("about:blank");
    }

    private static void trip(Breaker breaker) {
        Calls.failUntilOpen(breaker, new IllegalStateException("card 4711"));
    }

    private String row(String name) {
        return browser.text(".row:has(a[href='#/" + name + "'])");
    }

    private String link() {
        return browser.text("#connection-text");
    }

    @ParameterizedTest
    @EnumSource(value = WebApplicationType.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void followsABreakerAndActsOnIt(WebApplicationType type) {
        try (ConfigurableApplicationContext application = DashboardApplication.start(type)) {
            Breaker breaker = registry(application).breaker("inventory");
            browser.openLive(url(port(application)));
            assertThat(row("inventory")).contains("Closed");

            trip(breaker);
            browser.eventually(
                    () -> assertThat(row("inventory")).contains("Open", "next probe in"));
            assertThat(browser.title()).isEqualTo("(1 open) Circuit breakers");

            browser.find(".c-name a").click();
            browser.eventually(
                    () ->
                            assertThat(browser.text("[data-part=why]"))
                                    .contains("1 consecutive failures reached the threshold of 1")
                                    .doesNotContain("4711"));
            browser.eventually(
                    () ->
                            assertThat(browser.text("[data-part=failures]"))
                                    .contains("IllegalStateException"));
            assertThat(browser.text(".big-countdown")).startsWith("next probe in");

            browser.button("Close…").click();
            browser.button("Close").click();
            browser.eventually(() -> assertThat(browser.text(".title")).contains("Closed"));
            assertThat(breaker.state()).isEqualTo(State.CLOSED);
            assertThat(browser.text(".transitions")).contains("Open");
        }
    }

    @Test
    void showsTheEvidenceTheOperatorAndTheRehearsal() {
        try (ConfigurableApplicationContext application =
                DashboardApplication.start(WebApplicationType.SERVLET)) {
            Breaker breaker = registry(application).breaker("inventory");
            browser.openLive(url(port(application)) + "#/inventory");

            trip(breaker);
            browser.eventually(
                    () ->
                            assertThat(browser.text("[data-part=why]"))
                                    .contains("Consecutive failures 1 reached the threshold of 1")
                                    .contains(
                                            "Of 1 call in ",
                                            "1 failed",
                                            "IllegalStateException",
                                            "1 time")
                                    .contains("Time Type Took Where"));
            assertThat(browser.text(".side"))
                    .contains("In flight\n0", "Openings\n1", "Time in each state");

            breaker.rehearse(breaker.config().toBuilder().failureRateThreshold(30).build());
            breaker.forceOpen(
                    Intervention.because("<b>moving</b> the database")
                            .by("ann")
                            .lasting(Duration.ofMinutes(10)));
            browser.eventually(
                    () ->
                            assertThat(browser.text("[data-part=intervention]"))
                                    .contains(
                                            "Forced open by ann until ",
                                            ": <b>moving</b> the database")
                                    .containsPattern("ends by itself in (10 min|9 min 5\\d s)"));
            browser.eventually(
                    () ->
                            assertThat(browser.text("[data-part=candidate]"))
                                    .contains("failure-rate-threshold would be 30"));

            breaker.metricsOnly();
            Calls.fail(breaker, new IllegalStateException("card 4711"));
            browser.eventually(
                    () ->
                            assertThat(browser.text("[data-part=rehearsal]"))
                                    .contains("It would be\nOpen", "Would have opened\n1 time"));
        }
    }

    @Test
    void isServedWhereverTheEndpointIs() {
        try (ConfigurableApplicationContext application =
                DashboardApplication.start(
                        WebApplicationType.SERVLET,
                        "management.server.port=0",
                        "management.server.base-path=/ops",
                        "management.endpoints.web.base-path=/",
                        "management.endpoints.web.path-mapping.circuitbreakers=admin/breakers")) {
            Breaker breaker = registry(application).breaker("eu/inventory");
            browser.openLive(
                    "http://localhost:"
                            + port(application)
                            + "/ops/admin/breakers#/eu%2Finventory");

            browser.eventually(() -> assertThat(browser.text("#detail")).contains("Settings"));
            browser.button("Disable…").click();
            browser.button("Disable").click();

            browser.eventually(() -> assertThat(browser.text(".title")).contains("Disabled"));
            assertThat(breaker.state()).isEqualTo(State.DISABLED);
        }
    }

    @Test
    void showsNoneOneAndFiveHundredBreakers() {
        try (ConfigurableApplicationContext application =
                DashboardApplication.start(WebApplicationType.SERVLET)) {
            browser.openLive(url(port(application)));
            assertThat(browser.text("#empty")).isEqualTo("This application has no breakers yet.");

            registry(application).breaker("service-1");
            browser.eventually(() -> assertThat(browser.text("#totals")).isEqualTo("1 breaker"));

            for (int i = 2; i <= 500; i++) {
                registry(application).breaker("service-" + i);
            }
            browser.eventually(() -> assertThat(browser.text("#totals")).isEqualTo("500 breakers"));
            assertThat(browser.all("#rows .row")).hasSize(500);
            assertThat(browser.text("#rows .row:last-child a")).isEqualTo("service-500");

            trip(registry(application).breaker("service-499"));
            browser.eventually(
                    () ->
                            assertThat(browser.text("#rows .row:first-child"))
                                    .contains("service-499", "Open"));

            registry(application).remove("service-499");
            browser.eventually(() -> assertThat(browser.text("#totals")).isEqualTo("499 breakers"));
        }
    }

    @Test
    void saysSinceWhenItIsCutOffAndComesBackByItself() throws IOException {
        try (ConfigurableApplicationContext application =
                        DashboardApplication.start(WebApplicationType.SERVLET);
                Tunnel tunnel = new Tunnel(port(application))) {
            Breaker breaker = registry(application).breaker("inventory");
            browser.openLive(url(tunnel.port()));

            tunnel.cut();
            browser.eventually(() -> assertThat(link()).isEqualTo("Not live"));
            assertThat(browser.text("#lost"))
                    .containsPattern("Connection lost since \\d\\d:\\d\\d:\\d\\d")
                    .contains("What you see is from ", "Next attempt");

            trip(breaker);
            tunnel.mend();
            browser.eventually(() -> assertThat(link()).isEqualTo("Live"));
            assertThat(browser.find("#lost").isDisplayed()).isFalse();
            assertThat(row("inventory")).contains("Open");
        }
    }

    @Test
    void noticesAConnectionThatFallsSilent() throws IOException {
        try (ConfigurableApplicationContext application =
                        DashboardApplication.start(WebApplicationType.SERVLET);
                Tunnel tunnel = new Tunnel(port(application))) {
            registry(application).breaker("inventory");
            browser.openLive(url(tunnel.port()));
            browser.eventually( // it knows by then how often it hears something
                    () -> assertThat((Long) browser.run("return fleet.tick")).isGreaterThan(5));

            tunnel.freeze();

            browser.eventually(() -> assertThat(link()).isEqualTo("Not live"));
            tunnel.cut();
            tunnel.mend();
            browser.button("Connect now").click();
            browser.eventually(() -> assertThat(link()).isEqualTo("Live"));
        }
    }

    @Test
    void respectsReadOnlyAccess() {
        try (ConfigurableApplicationContext application =
                DashboardApplication.start(
                        WebApplicationType.SERVLET,
                        "management.endpoint.circuitbreakers.access=read-only")) {
            registry(application).breaker("inventory");
            browser.openLive(url(port(application)) + "#/inventory");
            browser.eventually(() -> assertThat(browser.text("#detail")).contains("Settings"));

            assertThat(browser.buttons()).noneMatch(words -> words.endsWith("…"));
            assertThat(browser.text(".actions")).contains("the endpoint is read-only");
        }
    }

    @Test
    void showsTheListOnceWhereTheStreamIsRefused() {
        try (FakeEndpoint endpoint = new FakeEndpoint()) {
            endpoint.with("inventory", Scenes.closed(), Map.of());
            endpoint.refuseStreams(503, "There are 250 clients already");
            browser.open(endpoint.url());

            browser.eventually(() -> assertThat(row("inventory")).contains("Closed"));
            assertThat(link()).isEqualTo("Not live");
            assertThat(browser.text("#lost"))
                    .contains("There are 250 clients already. What you see");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
