package dev.breaker.spring.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A browser without a window, and what tests do with it. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Runs before any script of a page, and is no subject of its Content-Security-Policy. */
    private static final String WITNESS =
            """
            window.violations = [];
            document.addEventListener('securitypolicyviolation', event =>
                window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
            """;

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    static Browser start() {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(ChromiumExtension.CHROMIUM.toFile());
        options.setPageLoadTimeout(Duration.ofSeconds(30)); // it would wait for five minutes
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1400,1000",
                "--user-data-dir=" + newFolder());
        ChromeDriverService service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(ChromiumExtension.DRIVER.toFile())
                        .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.executeCdpCommand(
                "Page.addScriptToEvaluateOnNewDocument", Map.of("source", WITNESS));
        return new Browser(driver);
    }

    private static String newFolder() {
        try {
            return Files.createTempDirectory("chromium").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens an address, as a tab that was new would. */
    void open(String url) {
        driver.get("about:blank");
        driver.manage().logs().get(LogType.BROWSER); // what was before is forgotten
        desktop();
        light();
        driver.get(url);
    }

    /** Opens the dashboard and waits until it is live. */
    void openLive(String url) {
        open(url);
        eventually(() -> assertThat(text("#connection-text")).isEqualTo("Live"));
    }

    void desktop() {
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    void phone() {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 390, "height", 844, "deviceScaleFactor", 2, "mobile", true));
    }

    void light() {
        prefer("light");
    }

    void dark() {
        prefer("dark");
    }

    private void prefer(String scheme) {
        Map<String, String> feature = Map.of("name", "prefers-color-scheme", "value", scheme);
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    }

    /** Asserts as often as it takes, within bounds; elements come and go meanwhile. */
    void eventually(ThrowingRunnable assertion) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsMatching(WebDriverException.class::isInstance)
                .untilAsserted(assertion::run);
    }

    /** An assertion that may fail in any way. */
    interface ThrowingRunnable {
        void run() throws Exception;
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    String text(String css) {
        return find(css).getText();
    }

    /** A button by the words on it, among those that are seen. */
    WebElement button(String words) {
        return all("button").stream()
                .filter(button -> button.isDisplayed() && button.getText().equals(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no button '" + words + "'"));
    }

    List<String> buttons() {
        return all("button").stream()
                .filter(WebElement::isDisplayed)
                .map(WebElement::getText)
                .toList();
    }

    void type(String css, String text) {
        WebElement field = find(css);
        field.clear();
        field.sendKeys(text);
    }

    /** Presses keys where the focus is, as somebody without a mouse does. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Presses Tab until the focus is on something with this text, at most a hundred times. */
    void tabTo(String words) {
        for (int i = 0; i < 100; i++) {
            press(Keys.TAB);
            if (focused().contains(words)) {
                return;
            }
        }
        throw new AssertionError("Nothing with '" + words + "' gets the focus by Tab");
    }

    /** The text of what has the focus, or its id; nothing if nothing has. */
    String focused() {
        WebElement active = driver.switchTo().activeElement();
        if (active.getTagName().equals("body")) {
            return "";
        }
        String text = active.getText();
        return text.isEmpty() ? String.valueOf(active.getDomAttribute("id")) : text;
    }

    @Nullable Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    String title() {
        return driver.getTitle();
    }

    void addCookie(String name, String value) {
        driver.manage().addCookie(new org.openqa.selenium.Cookie(name, value));
    }

    /** Forgets who is signed in, unless that was by a password in the address. */
    void forgetCookies() {
        driver.manage().deleteAllCookies();
    }

    String address() {
        return driver.getCurrentUrl();
    }

    void reload() {
        driver.navigate().refresh();
    }

    void back() {
        driver.navigate().back();
    }

    /**
     * What the page was refused by its Content-Security-Policy, and what went wrong in its scripts.
     */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        if (run("return window.violations") instanceof List<?> violations) {
            violations.forEach(violation -> complaints.add(String.valueOf(violation)));
        }
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            if (!entry.getMessage().contains("Failed to load resource")
                    && !entry.getMessage().contains("net::ERR_")) {
                complaints.add(entry.getMessage());
            }
        }
        return complaints;
    }

    /**
     * What assistive technology is told: the role and the name of everything that is not ignored.
     */
    List<Spoken> spoken() {
        driver.executeCdpCommand("Accessibility.enable", Map.of());
        Map<String, Object> tree =
                driver.executeCdpCommand("Accessibility.getFullAXTree", Map.of());
        List<Spoken> spoken = new ArrayList<>();
        for (Object node : (List<?>) tree.get("nodes")) {
            Map<?, ?> known = (Map<?, ?>) node;
            if (!Boolean.TRUE.equals(known.get("ignored"))) {
                spoken.add(new Spoken(value(known.get("role")), value(known.get("name"))));
            }
        }
        return spoken;
    }

    private static String value(@Nullable Object property) {
        return property instanceof Map<?, ?> map ? String.valueOf(map.get("value")) : "";
    }

    /** The role and the name of something. */
    record Spoken(String role, String name) {}

    @Override
    public void close() {
        driver.quit();
    }
}
