package dev.breaker.spring.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in a name, a reason, a person's name or a message, it is text. */
@InChromium
class InjectionTests {

    private final Browser browser;
    private FakeEndpoint endpoint;

    InjectionTests(Browser browser) {
        this.browser = browser;
    }

    @BeforeEach
    void start() throws IOException {
        endpoint = new FakeEndpoint();
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=x onerror=window.hacked=1>",
                "\"><script>window.hacked=1</script>",
                "'\"--><svg onload=window.hacked=1>",
                "javascript:window.hacked=1",
                "${window.hacked=1}{{constructor.constructor('window.hacked=1')()}}",
                "constructor",
                "__proto__"
            })
    void isShownAsItIs(String words) {
        var status = Scenes.forcedOpen(words, words, Duration.ofMinutes(9));
        status.put("tripReason", words);
        endpoint.with(words, status, Scenes.details(words));

        browser.openLive(endpoint.url());
        assertThat(browser.text(".c-name a")).isEqualTo(words);
        assertThat(browser.text(".story")).contains(words);

        browser.find(".c-name a").click();
        browser.eventually(() -> assertThat(browser.text("#detail")).contains("Settings"));
        assertThat(browser.text("#detail-title")).isEqualTo(words);
        assertThat(browser.text("[data-part=intervention]")).contains(words);
        assertThat(browser.text("[data-part=why] .message")).isEqualTo(words);
        assertThat(browser.text(".transitions")).contains(words);

        browser.button("Reset…").click();
        assertThat(browser.text("#dialog-title")).isEqualTo("Reset: " + words);

        assertThat(browser.run("return window.hacked")).isNull();
        assertThat(browser.all("img, iframe, object, #detail script, #overview script")).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }
}
