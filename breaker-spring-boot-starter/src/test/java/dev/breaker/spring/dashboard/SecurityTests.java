package dev.breaker.spring.dashboard;

import static dev.breaker.spring.dashboard.DashboardApplication.port;
import static dev.breaker.spring.dashboard.DashboardApplication.registry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.Intervention;
import dev.breaker.State;
import dev.breaker.docs.ShownClasses;
import dev.breaker.spring.Calls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** The dashboard behind Spring Security, with the configuration that docs/dashboard.md shows. */
@InChromium
class SecurityTests {

    private static final Map<WebApplicationType, ConfigurableApplicationContext> AS_SHOWN =
            new EnumMap<>(WebApplicationType.class);

    /** All are closed together, for those on Netty share what the first to be closed takes away. */
    private static final List<ConfigurableApplicationContext> STARTED = new ArrayList<>();

    @TempDir private static Path directory;

    private final Browser browser;

    SecurityTests(Browser browser) {
        this.browser = browser;
    }

    @AfterEach
    void nothingWentWrong() {
        assertThat(browser.complaints()) // the page for signing in is Spring Security's
                .allMatch(complaint -> complaint.contains("/login"));
        browser.forgetCookies();
        browser.open("about:blank");
    }

    @AfterAll
    static void close() {
        STARTED.forEach(ConfigurableApplicationContext::close);
        STARTED.clear();
        AS_SHOWN.clear();
    }

    /** A new way to an application. */
    private record Secured(ConfigurableApplicationContext application, Tunnel tunnel)
            implements AutoCloseable {

        static Secured to(ConfigurableApplicationContext application) throws IOException {
            registry(application).breaker("inventory").reset();
            return new Secured(application, new Tunnel(port(application)));
        }

        Breaker inventory() {
            return registry(application).breaker("inventory");
        }

        String url() {
            return DashboardApplication.url(tunnel.port()) + "#/inventory";
        }

        String urlOfAnn() {
            return url().replace("//", "//ann:secret@");
        }

        @Override
        public void close() throws IOException {
            tunnel.close();
        }
    }

    private static Secured asShown(WebApplicationType type) throws Exception {
        ConfigurableApplicationContext application = AS_SHOWN.get(type);
        if (application == null) {
            application = startAsShown(type);
            AS_SHOWN.put(type, application);
        }
        return Secured.to(application);
    }

    private static ConfigurableApplicationContext startAsShown(WebApplicationType type)
            throws Exception {
        try (ShownClasses shown = new ShownClasses("dashboard.md", directory)) {
            return start(
                    type,
                    shown.get(
                            type == WebApplicationType.SERVLET
                                    ? "DashboardSecurity"
                                    : "ReactiveDashboardSecurity"));
        }
    }

    private static Secured unprepared(WebApplicationType type) throws IOException {
        return Secured.to(start(type, SecuredApplication.unprepared(type)));
    }

    private static ConfigurableApplicationContext start(
            WebApplicationType type, Class<?> security) {
        ConfigurableApplicationContext application = SecuredApplication.start(type, security);
        STARTED.add(application);
        return application;
    }

    private void signIn(String name) {
        browser.eventually(() -> assertThat(browser.address()).contains("/login"));
        browser.type("input[name=username]", name);
        browser.type("input[name=password]", "secret");
        browser.find("button[type=submit]").click();
    }

    private void show(Secured secured, String name) {
        browser.open(secured.url());
        signIn(name);
        assertLink("Live");
        browser.run("location.hash = '#/inventory'");
        browser.eventually(() -> assertThat(browser.buttons()).contains("Force open…"));
    }

    private void forceOpen() {
        browser.button("Force open…").click();
        browser.type("#dialog textarea", "moving the database");
        browser.button("Force open").click();
    }

    private void assertRefused(Secured secured, String... why) {
        browser.eventually(() -> assertThat(browser.text("#dialog [role=alert]")).contains(why));
        assertThat(secured.inventory().state()).isEqualTo(State.CLOSED);
    }

    private void assertLink(String words) {
        browser.eventually(() -> assertThat(browser.text("#connection-text")).isEqualTo(words));
    }

    private void assertLedElsewhere() {
        assertLost("The server leads elsewhere, perhaps to sign in: reload the page");
        assertThat(browser.text("#lost")).contains("Next attempt");
    }

    private void assertSignedOut() {
        assertLost("You are signed out: reload the page to sign in");
        browser.run(
                "window.asked = 0; feed.connect = () => asked++; dispatchEvent(new Event('online'))");
        assertThat(browser.run("return asked")).isEqualTo(0L);
        assertThat(browser.text("#lost")).doesNotContain("Next attempt");
        assertThat(browser.run("return link.retryAt")).isEqualTo(0L);
    }

    private void assertLost(String why) {
        browser.eventually(() -> assertThat(browser.text("#lost")).contains(why));
        assertLink("Not live");
        assertThat(browser.text("#lost"))
                .startsWith("Not live since")
                .contains(why + ". What you see is from");
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void whoActsIsShown(WebApplicationType type) throws Exception {
        try (Secured secured = asShown(type)) {
            show(secured, "ann");
            Calls.fail(secured.inventory(), new IllegalStateException("ill"));
            browser.eventually(
                    () -> assertThat(browser.text("[data-part=why]")).contains("Why it opened"));

            forceOpen();

            browser.eventually(
                    () ->
                            assertThat(browser.text("[data-part=intervention]"))
                                    .contains("Forced open by ann until", "moving the database"));
            assertThat(browser.all("dialog[open]")).isEmpty();
            assertThat(secured.inventory().snapshot().intervention())
                    .extracting(Intervention::by)
                    .isEqualTo("ann");
            assertLink("Live");
        }
    }

    /** Whoever signs in at another server, or by a password in headers, has seen no such page. */
    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void theTokenComesWithoutThePageForSigningIn(WebApplicationType type) throws Exception {
        try (Secured secured = asShown(type)) {
            show(secured, "ann");
            browser.run("document.cookie = 'XSRF-TOKEN=; path=/; max-age=0'");
            assertThat(browser.run("return document.cookie")).asString().isEmpty();
            browser.reload();
            browser.eventually(() -> assertThat(browser.buttons()).contains("Force open…"));

            forceOpen();

            browser.eventually(
                    () -> assertThat(secured.inventory().state()).isEqualTo(State.FORCED_OPEN));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void whoMayOnlyLookIsTold(WebApplicationType type) throws Exception {
        try (Secured secured = asShown(type)) {
            show(secured, "vic");

            forceOpen();

            assertRefused(
                    secured,
                    "The server refused this (403): you may look but not act",
                    "another token against forged requests than that in the cookie XSRF-TOKEN");
            assertLink("Live");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void aTokenThatCannotBeReadIsNamed(WebApplicationType type) throws IOException {
        try (Secured secured = unprepared(type)) {
            browser.openLive(secured.urlOfAnn());
            browser.eventually(() -> assertThat(browser.buttons()).contains("Force open…"));

            forceOpen();

            assertRefused(
                    secured,
                    "The server refused this (403)",
                    "there is none in the cookie XSRF-TOKEN");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void aSessionThatIsOverWhenItConnectsAgainIsTold(WebApplicationType type) throws Exception {
        try (Secured secured = asShown(type)) {
            show(secured, "ann");

            browser.forgetCookies();
            secured.tunnel().cut();
            assertLink("Not live");
            secured.tunnel().mend();

            assertLedElsewhere();
            browser.button("Reload").click();
            signIn("ann");
            assertLink("Live");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void aSessionThatIsOverWhenSomebodyActsIsTold(WebApplicationType type) throws Exception {
        try (Secured secured = asShown(type)) {
            show(secured, "ann");
            Object token = browser.run("return document.cookie");

            browser.forgetCookies();
            browser.run("document.cookie = arguments[0]", token);
            forceOpen();

            assertRefused(secured, "perhaps to sign in: reload the page");
            browser.button("Cancel").click();
            assertLedElsewhere();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void anOldPasswordIsNotSentAgainAndAgain(WebApplicationType type) throws IOException {
        try (Secured secured = unprepared(type)) {
            browser.openLive(secured.urlOfAnn());

            SecuredApplication.changePassword(secured.application());
            secured.tunnel().cut();
            secured.tunnel().mend();

            assertSignedOut();
        }
    }
}
