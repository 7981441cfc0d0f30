package dev.breaker.spring.autoconfigure;

import static dev.breaker.spring.Calls.fail;
import static dev.breaker.spring.Calls.failUntilOpen;
import static dev.breaker.spring.Calls.succeed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.Permit;
import dev.breaker.State;
import dev.breaker.spring.Breakers;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.json.JsonContent;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Settings that are changed, and tried, while the application runs. */
@OverHttp
class SettingsOverHttpTests {

    @Autowired private RestTestClient client;
    @Autowired private BreakerRegistry registry;
    @Autowired private Breakers breakers;
    @Autowired private OperatedApplication.Prices prices;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(client);
    }

    private Breaker fresh(String name) {
        registry.remove(name);
        return breakers.breaker(name, "");
    }

    private JsonContent change(String breaker, String settings) {
        return accepted(http.update(breaker, Map.of("settings", settings, "reason", "a try")));
    }

    private static JsonContent accepted(EntityExchangeResult<String> answer) {
        assertThat(answer.getStatus().value()).as(answer.getResponseBody()).isEqualTo(200);
        return new JsonContent(answer.getResponseBody());
    }

    @Test
    void areChangedInTheMidstOfCalls() {
        Breaker breaker = fresh("changed");
        succeed(breaker);
        fail(breaker, new IllegalStateException());
        Permit underWay = breaker.acquire();

        JsonContent json =
                change("changed", "failure-rate-threshold=60; waitDurationInOpenState = 5s");

        underWay.failed(new IllegalStateException());
        assertThat(breaker.snapshot().bufferedCalls()).isEqualTo(3);
        assertThat(breaker.config().failureRateThreshold()).isEqualTo(60);
        assertThat(json).extractingPath("$.settings.failure-rate-threshold").isEqualTo(60.0);
        assertThat(json)
                .extractingPath("$.changes[-1:]")
                .asArray()
                .singleElement()
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("by", null)
                .containsEntry("reason", "a try")
                .containsEntry(
                        "from",
                        Map.of(
                                "failure-rate-threshold",
                                50.0,
                                "wait-duration-in-open-state",
                                "PT30S"))
                .containsEntry(
                        "to",
                        Map.of(
                                "failure-rate-threshold",
                                60.0,
                                "wait-duration-in-open-state",
                                "PT5S"));
    }

    @Test
    void changedOneAfterTheOtherAddUpUntilTheyAreReverted() {
        Breaker breaker = fresh("reverted");
        change("reverted", "failure-rate-threshold=60");
        change("reverted", "consecutive-failures-threshold=7");
        assertThat(breaker.config().failureRateThreshold()).isEqualTo(60);

        JsonContent json = accepted(http.update("reverted", Map.of("revertSettings", true)));

        assertThat(breaker.config().failureRateThreshold()).isEqualTo(50);
        assertThat(breaker.config().consecutiveFailuresThreshold()).isZero();
        assertThat(json).extractingPath("$.changes").asArray().hasSize(3);
        assertThat(json)
                .extractingPath("$.settingOrigins.failure-rate-threshold")
                .isEqualTo("default");
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimum-number-of-calls=", "{\"minimum-number-of-calls\": null}"})
    void areAsConfiguredAgainWhereTheyAreGivenNothing(String takenBack) {
        Breaker breaker = fresh("inventory");
        change("inventory", "{\"minimum-number-of-calls\": 7, \"failure-rate-threshold\": 60}");

        change("inventory", takenBack);

        assertThat(breaker.config().minimumNumberOfCalls()).isEqualTo(4);
        assertThat(breaker.config().failureRateThreshold()).isEqualTo(60);
        http.update("inventory", Map.of("revertSettings", true));
    }

    @Test
    void sayWhereTheyComeFrom() {
        fresh("critical");
        change("critical", "randomized-wait-factor=0.3");

        JsonContent json = http.json("/actuator/circuitbreakers/critical");

        assertThat(json)
                .extractingPath("$.settingOrigins")
                .asMap()
                .containsEntry("fallback-on", "class path resource [operated.yml] - 16:20")
                .containsEntry(
                        "sliding-window-size",
                        "class path resource [operated.yml] - 5:28 (breaker.configs.default)")
                .containsEntry("failure-count-threshold", "default")
                .hasEntrySatisfying(
                        "randomized-wait-factor",
                        origin -> assertThat(origin).asString().matches("changed at .+Z: a try"));
        assertThat(json)
                .extractingPath("$.settings")
                .asMap()
                .satisfies(
                        settings ->
                                assertThat(json)
                                        .extractingPath("$.settingOrigins")
                                        .asMap()
                                        .containsOnlyKeys(settings.keySet()));
        http.update("critical", Map.of("revertSettings", true));
    }

    @Test
    void ofCodeAreSaidToBeOfCode() {
        registry.remove("of-code");
        registry.breaker(
                "of-code", registry.defaults().toBuilder().failureRateThreshold(33).build());

        assertThat(http.json("/actuator/circuitbreakers/of-code"))
                .extractingPath("$.settingOrigins.failure-rate-threshold")
                .isEqualTo("code");
    }

    @Test
    void ofBreakersThatCodeMadeAreChangedAndRevertedToo() {
        registry.remove("made-by-code");
        Breaker breaker =
                registry.breaker(
                        "made-by-code",
                        registry.defaults().toBuilder().failureRateThreshold(33).build());

        change("made-by-code", "failure-rate-threshold=44");
        assertThat(breaker.config().failureRateThreshold()).isEqualTo(44);
        http.update("made-by-code", Map.of("revertSettings", true));

        assertThat(breaker.config().failureRateThreshold()).isEqualTo(33);
    }

    @Test
    void thatCodeGivesMeanwhileAreTheGroundForFurtherChanges() {
        Breaker breaker = fresh("both");
        change("both", "failure-rate-threshold=60");
        breaker.reconfigure(breaker.config().toBuilder().slidingWindowSize(20).build());

        change("both", "consecutive-failures-threshold=5");

        assertThat(breaker.config().slidingWindowSize()).isEqualTo(20);
        assertThat(breaker.config().failureRateThreshold()).isEqualTo(60);
    }

    @Nested
    class OfTheStarter {

        @Test
        void decideAtOnceForWhatAFallbackRuns() {
            breakers.breaker("prices", "").reset();
            assertThat(prices.price(true)).isEqualTo("list price");

            change("prices", "fallback-on=rejection");

            assertThatThrownBy(() -> prices.price(true)).hasMessage("card 4711");
            http.update("prices", Map.of("revertSettings", true));
            assertThat(prices.price(true)).isEqualTo("list price");
            breakers.breaker("prices", "").reset();
        }

        @Test
        void decideAtOnceHowManyEventsAreKept() {
            Breaker breaker = fresh("buffered");
            for (int i = 0; i < 3; i++) {
                fail(breaker, new IllegalStateException());
            }

            change("buffered", "event-consumer-buffer-size=1");
            breaker.metricsOnly();
            fail(breaker, new IllegalStateException());

            assertThat(http.json("/actuator/circuitbreakers/buffered"))
                    .extractingPath("$.failures")
                    .asArray()
                    .hasSize(1);
        }

        @Test
        void decideAtOnceAboutHealth() {
            fresh("healthy-or-not");
            change("healthy-or-not", "register-health-indicator=false");

            assertThat(http.json("/actuator/health"))
                    .extractingPath("$.components.circuitBreakers.details")
                    .asMap()
                    .doesNotContainKey("healthy-or-not");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "failure-rate-treshold | 60 | There is no setting failure-rate-treshold. Did you mean failure-rate-threshold?",
                "nonsense | 60 | There is no setting nonsense. The settings are:",
                "failure-rate-threshold | 101 | failure-rate-threshold",
                "failure-rate-threshold | many | failure-rate-threshold: 'many' is not a number. Write a number.",
                "sliding-window-type | COUNTED | Did you mean COUNT_BASED?",
                "wait-duration-in-open-state | soon | is not a duration, such as 500ms, 30s or 5m",
                "minimum-number-of-calls | 11 | minimum-number-of-calls (11) can never be reached in a window of the last 10 calls",
                "event-consumer-buffer-size | -1 | must be at least 0",
                "record-exceptions | com.acme.NoSuch | There is no class com.acme.NoSuch",
                "record-exceptions | IOException | Did you mean java.io.IOException?",
                "failure-rate-threshold | ${user.home} | Nothing gives a value to the placeholder",
                "record-failure-predicate | java.util.Date | cannot be changed while the application runs: what a request says makes no objects",
                "initial-state | OPEN | Use updateState",
                "base-config | default | cannot be changed while the application runs",
                "tags.team | web | tags cannot be changed while the application runs: meters",
                "max-keys | 3 | cannot be changed while the application runs: the family",
            })
    void wrongOnesAreRefusedWithTheReason(String key, String value, String words) {
        Breaker breaker = fresh("unharmed");
        var before = breaker.config();

        for (String field : new String[] {"settings", "rehearse"}) {
            EntityExchangeResult<String> answer =
                    http.update("unharmed", Map.of(field, key + "=" + value));

            assertThat(answer.getStatus().value()).isEqualTo(400);
            assertThat(answer.getResponseBody()).contains(words).doesNotContain("written");
        }
        assertThat(breaker.config()).isSameAs(before);
        assertThat(breaker.candidate()).isNull();
    }

    @Nested
    class Tried {

        @Test
        void standBesideThoseInForceAndAreThenAdopted() {
            Breaker breaker = fresh("tried");
            accepted(
                    http.update(
                            "tried",
                            Map.of(
                                    "rehearse",
                                    "consecutive-failures-threshold=2",
                                    "reason",
                                    "too patient")));
            succeed(breaker);
            fail(breaker, new IllegalStateException());
            fail(breaker, new IllegalStateException());

            JsonContent json = http.json("/actuator/circuitbreakers/tried");

            assertThat(breaker.state()).isEqualTo(State.CLOSED);
            assertThat(json)
                    .extractingPath("$.candidate")
                    .asMap()
                    .containsEntry("settings", Map.of("consecutive-failures-threshold", 2))
                    .containsEntry("reason", "too patient")
                    .hasEntrySatisfying("at", at -> assertThat(at).isNotNull());
            assertThat(json).extractingPath("$.candidate.rehearsal.state").isEqualTo("OPEN");
            assertThat(json).extractingPath("$.wouldHaveOpened").isEqualTo(1);

            accepted(http.update("tried", Map.of("adoptRehearsal", true)));

            assertThat(breaker.candidate()).isNull();
            assertThat(breaker.config().consecutiveFailuresThreshold()).isEqualTo(2);
            assertThat(http.json("/actuator/circuitbreakers/tried"))
                    .extractingPath("$.changes[0].to")
                    .asMap()
                    .containsEntry("consecutive-failures-threshold", 2);
        }

        @Test
        void areNotAdoptedWhereThoseInForceHaveChangedSince() {
            Breaker breaker = fresh("moved-on");
            http.update("moved-on", Map.of("rehearse", "failure-rate-threshold=20"));
            accepted(http.update("moved-on", Map.of("settings", "sliding-window-size=20")));

            EntityExchangeResult<String> answer =
                    http.update("moved-on", Map.of("adoptRehearsal", true));

            assertThat(answer.getStatus().value()).isEqualTo(400);
            assertThat(answer.getResponseBody()).contains("rehearse again");
            assertThat(breaker.config().failureRateThreshold()).isEqualTo(50);
        }

        @Test
        void areTriedNoMoreWhenThatIsEnded() {
            Breaker breaker = fresh("ended");
            http.update("ended", Map.of("rehearse", "failure-rate-threshold=20"));

            accepted(http.update("ended", Map.of("endRehearsal", true)));

            assertThat(breaker.candidate()).isNull();
            assertThat(breaker.config().failureRateThreshold()).isEqualTo(50);
        }

        @Test
        void byCodeAreForCodeToAdopt() {
            Breaker breaker = fresh("by-code");
            breaker.rehearse(breaker.config().toBuilder().failureRateThreshold(20).build());

            EntityExchangeResult<String> answer =
                    http.update("by-code", Map.of("adoptRehearsal", true));

            assertThat(answer.getStatus().value()).isEqualTo(400);
            assertThat(answer.getResponseBody()).contains("code began this rehearsal");
            assertThat(breaker.candidate()).isNotNull();
        }

        @Test
        void wouldHaveOpenedAsEvents() {
            Breaker breaker = fresh("told-of");
            breaker.metricsOnly();
            failUntilWouldOpen(breaker);

            assertThat(http.json("/actuator/circuitbreakerevents/told-of/rehearsal"))
                    .extractingPath("$.circuitBreakerEvents[0]")
                    .asMap()
                    .containsEntry("type", "REHEARSAL")
                    .containsEntry("to", "OPEN");
        }

        private void failUntilWouldOpen(Breaker breaker) {
            for (int i = 0; i < 4; i++) {
                fail(breaker, new IllegalStateException());
            }
        }
    }

    @Test
    void anOpenBreakerStaysOpenUnderOtherSettings() {
        Breaker breaker = fresh("open-still");
        failUntilOpen(breaker, new IllegalStateException());

        change("open-still", "failure-rate-threshold=90");

        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }
}
