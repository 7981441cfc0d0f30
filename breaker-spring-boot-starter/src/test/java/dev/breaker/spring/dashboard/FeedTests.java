package dev.breaker.spring.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the page keeps its stream open: a second feed, which connects when a test says so. */
@InChromium
class FeedTests {

    /**
     * No timer ends, so that nobody connects by himself; the pauses that are announced are kept.
     */
    private static final String FEED =
            """
            Math.random = () => 0.5;
            window.setTimeout = () => 0;
            window.pauses = [];
            window.heard = 0;
            window.trouble = false;
            window.feed2 = new Feed(ENDPOINT, {
                message() {
                    if (trouble) throw new Error("the page cannot show this");
                    heard++;
                },
                heartbeat() {},
                lost(refusal, retryAt) {
                    pauses.push(Math.round((retryAt - Date.now()) / 1000));
                },
            });
            """;

    private final Browser browser;
    private final FakeEndpoint endpoint;

    FeedTests(Browser browser) throws IOException {
        this.browser = browser;
        this.endpoint = new FakeEndpoint().with("inventory", Scenes.closed(), Map.of());
    }

    @BeforeEach
    void open() {
        browser.openLive(endpoint.url());
        browser.run(FEED);
    }

    @AfterEach
    void close() {
        assertThat(browser.complaints()).isEmpty();
        browser.open("about:blank");
        endpoint.close();
    }

    private void connectsAndLoses(Long... pauses) {
        browser.run("feed2.connect()");
        announces(pauses);
    }

    private void announces(Long... pauses) {
        browser.eventually(
                () -> assertThat(browser.run("return pauses")).isEqualTo(List.of(pauses)));
    }

    @Test
    void waitsLongerAfterEachFailureAndBrieflyAgainAfterASuccess() {
        endpoint.refuseStreams(503, "not now");
        connectsAndLoses(1L);
        connectsAndLoses(1L, 2L);
        connectsAndLoses(1L, 2L, 4L);

        endpoint.acceptStreams();
        browser.run("feed2.connect()");
        browser.eventually(() -> assertThat(browser.run("return heard")).isEqualTo(1L));
        endpoint.endStreams();

        announces(1L, 2L, 4L, 1L);
    }

    @Test
    void waitsNoLongerThanAQuarterOfAMinute() {
        endpoint.refuseStreams(503, "not now");
        connectsAndLoses(1L);
        connectsAndLoses(1L, 2L);
        connectsAndLoses(1L, 2L, 4L);
        connectsAndLoses(1L, 2L, 4L, 8L);
        connectsAndLoses(1L, 2L, 4L, 8L, 15L);
        connectsAndLoses(1L, 2L, 4L, 8L, 15L, 15L);
    }

    @Test
    void aMessageThatThePageFailsOnIsNoSuccess() {
        browser.run("window.trouble = true");

        connectsAndLoses(1L);
        connectsAndLoses(1L, 2L);
        connectsAndLoses(1L, 2L, 4L);
    }

    @Test
    void leavesTheStreamThatThePageFailsOn() {
        assertThat(endpoint.listeners()).isEqualTo(1);
        browser.run("window.trouble = true");

        connectsAndLoses(1L);

        browser.eventually(() -> assertThat(endpoint.opened()).isEqualTo(2));
        browser.eventually(() -> assertThat(endpoint.listeners()).isEqualTo(1));
    }

    @Test
    void leavesTheOldStreamWhenItIsToldToConnectAgain() {
        browser.run("feed2.connect()");
        browser.eventually(() -> assertThat(browser.run("return heard")).isEqualTo(1L));

        browser.run("feed2.connect()");
        browser.eventually(() -> assertThat(browser.run("return heard")).isEqualTo(2L));

        browser.eventually(() -> assertThat(endpoint.opened()).isEqualTo(3));
        browser.eventually(() -> assertThat(endpoint.listeners()).isEqualTo(2));
        assertThat(browser.run("return pauses")).isEqualTo(List.of());
    }
}
