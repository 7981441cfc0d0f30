package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.State;
import dev.breaker.spring.TestTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.json.JsonContent;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;

/** What an operator does with a reason, for a while, and with many breakers at once. */
@OverHttp
@ExtendWith(OutputCaptureExtension.class)
class ActionsOverHttpTests {

    @Autowired private RestTestClient client;
    @Autowired private BreakerRegistry registry;
    @Autowired private TestTime time;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(client);
    }

    private Breaker fresh(String name) {
        registry.remove(name);
        return registry.breaker(name);
    }

    private static void assertBad(EntityExchangeResult<String> answer, String... words) {
        assertThat(answer.getStatus().value()).isEqualTo(400);
        assertThat(answer.getResponseHeaders().getFirst("Content-Type"))
                .contains("application/problem+json");
        assertThat(answer.getResponseBody()).contains(words);
    }

    @Test
    void anOrderForAWhileEndsByItself() {
        Breaker breaker = fresh("for-a-while");

        EntityExchangeResult<String> answer =
                http.update(
                        "for-a-while",
                        Map.of(
                                "updateState", "FORCE_OPEN",
                                "reason", "maintenance of the shop",
                                "duration", "10m"));

        assertThat(new JsonContent(answer.getResponseBody()))
                .extractingPath("$.intervention")
                .asMap()
                .containsEntry("action", "FORCE_OPEN")
                .containsEntry("by", null)
                .containsEntry("reason", "maintenance of the shop")
                .hasEntrySatisfying("until", until -> assertThat(until).isNotNull());
        time.advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(breaker.state()).isEqualTo(State.FORCED_OPEN);
        time.advance(Duration.ofMillis(1));
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        assertThat(http.json("/actuator/circuitbreakers/for-a-while"))
                .extractingPath("$.intervention")
                .isNull();
    }

    @Test
    void eachActionIsOneLineInTheLog(CapturedOutput output) {
        fresh("logged");

        http.update("logged", Map.of("updateState", "DISABLE", "reason", "it cries wolf"));

        assertThat(output.getAll().lines())
                .filteredOn(line -> line.contains("INFO") && line.contains("'logged'"))
                .singleElement()
                .asString()
                .endsWith("Breaker 'logged': DISABLE by an operator: it cries wolf");
    }

    @Test
    void aReasonForgesNoLineInTheLog(CapturedOutput output) {
        fresh("forged");

        http.update(
                "forged",
                Map.of(
                        "updateState", "FORCE_OPEN",
                        "reason", "ok\nINFO Breaker 'payment': CLOSE by root"));

        assertThat(output.getAll().lines())
                .noneMatch(line -> line.startsWith("INFO Breaker 'payment'"));
        assertThat(registry.breaker("forged").snapshot().intervention().reason())
                .isEqualTo("ok INFO Breaker 'payment': CLOSE by root");
    }

    @Nested
    class IsRefused {

        @ParameterizedTest
        @ValueSource(
                strings = {"0s", "-5m", "8d", "10", "ten minutes", "", "P1000000000000D", "PT"})
        void aDurationThatIsNone(String duration) {
            Breaker breaker = fresh("refused");

            assertBad(
                    http.update(
                            "refused", Map.of("updateState", "FORCE_OPEN", "duration", duration)),
                    "'" + duration + "' is no duration",
                    "at most 7d");
            assertThat(breaker.state()).isEqualTo(State.CLOSED);
        }

        @Test
        void aDurationInNumbers() {
            fresh("refused");
            assertBad(
                    http.update("refused", Map.of("updateState", "FORCE_OPEN", "duration", 600)),
                    "'600' is no duration");
        }

        @ParameterizedTest
        @ValueSource(strings = {"CLOSE", "HALF_OPEN", "RESET"})
        void aDurationOfWhatEndsAnyway(String update) {
            Breaker breaker = fresh("refused");
            breaker.forceOpen();

            assertBad(
                    http.update("refused", Map.of("updateState", update, "duration", "10m")),
                    update + " takes no duration");
            assertThat(breaker.state()).isEqualTo(State.FORCED_OPEN);
        }

        @Test
        void aDurationOfSomethingElse() {
            fresh("refused");
            assertBad(
                    http.update("refused", Map.of("endRehearsal", true, "duration", "10m")),
                    "duration must not stand beside endRehearsal");
        }

        @Test
        void aReasonThatIsTooLong() {
            Breaker breaker = fresh("refused");
            assertBad(
                    http.update(
                            "refused",
                            Map.of("updateState", "FORCE_OPEN", "reason", "x".repeat(501))),
                    "reason must be a text of at most 500 characters");
            assertThat(breaker.state()).isEqualTo(State.CLOSED);
        }

        /** Else an order for ten minutes would be one without end. */
        @Test
        void aFieldThatThereIsNot() {
            Breaker breaker = fresh("refused");

            assertBad(
                    http.update("refused", Map.of("updateState", "FORCE_OPEN", "duraton", "10m")),
                    "There is no field duraton ('10m'). Did you mean duration?");
            assertBad(
                    http.update("refused?duraton=10m", Map.of("updateState", "FORCE_OPEN")),
                    "There is no field duraton ('10m'). Did you mean duration?");
            assertBad(
                    http.update("refused", Map.of("updateState", "FORCE_OPEN", "time", "10m")),
                    "There is no field time ('10m'). The fields are: updateState, reason, duration,"
                            + " settings, revertSettings, rehearse, endRehearsal, adoptRehearsal.");
            assertBad(
                    http.update("refused", Map.of("updateState", "FORCE_OPEN", "security", "x")),
                    "There is no field security ('x')");
            assertThat(breaker.state()).isEqualTo(State.CLOSED);
        }

        @ParameterizedTest
        @ValueSource(strings = {"duration=10m&reason=why", "_csrf=a", "access_token=a"})
        void butNotAParameterOfTheQueryThatIsKnown(String query) {
            Breaker breaker = fresh("query");

            assertThat(
                            http.update("query?" + query, Map.of("updateState", "FORCE_OPEN"))
                                    .getStatus()
                                    .value())
                    .isEqualTo(200);
            assertThat(breaker.snapshot().intervention().lasting())
                    .isEqualTo(query.startsWith("duration") ? Duration.ofMinutes(10) : null);
        }

        @Test
        void moreThanOneThingAtATime() {
            fresh("refused");
            assertBad(
                    http.update("refused", Map.of("updateState", "CLOSE", "revertSettings", true)),
                    "Only one of these can be done at a time: updateState, revertSettings");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '"',
                value = {
                    "revertSettings | false | 'false' is no revertSettings; it must be true",
                    "endRehearsal | 1 | '1' is no endRehearsal; it must be true",
                    "adoptRehearsal | true | nothing is rehearsed beside breaker 'refused'",
                    "settings | x | 'x' is not understood; settings must be an object in JSON, or a text like",
                    "settings | a=1;=2 | '=2' is not understood",
                    "settings | {x | '{x' is not understood",
                    "settings | {} | No setting is named.",
                    "settings | ; | No setting is named.",
                    "rehearse | x | 'x' is not understood; rehearse must be an object in JSON, or a text like"
                })
        void whatHasNoSense(String field, String value, String words) {
            fresh("refused");
            assertBad(http.update("refused", Map.of(field, value)), words);
        }
    }

    @Nested
    class ManyAtOnce {

        @Test
        void areThoseWhoseNamesAreLikeThePattern() {
            fresh("bulk-eu/one");
            fresh("bulk-eu/two");
            fresh("bulk-us/one");

            EntityExchangeResult<String> answer =
                    http.updateAll(
                            Map.of(
                                    "names", "bulk-eu/*",
                                    "updateState", "FORCE_OPEN",
                                    "reason", "the region is down",
                                    "duration", "1h"));

            assertThat(answer.getStatus().value()).isEqualTo(200);
            assertThat(new JsonContent(answer.getResponseBody()))
                    .isStrictlyEqualTo(
                            """
                            {"matched": ["bulk-eu/one", "bulk-eu/two"],
                             "results": {"bulk-eu/one": "done", "bulk-eu/two": "done"}}
                            """);
            assertThat(registry.breaker("bulk-eu/one").state()).isEqualTo(State.FORCED_OPEN);
            assertThat(registry.breaker("bulk-eu/two").snapshot().intervention().reason())
                    .isEqualTo("the region is down");
            assertThat(registry.breaker("bulk-us/one").state()).isEqualTo(State.CLOSED);
        }

        @Test
        void areNobodyWhereNoNameIsLikeIt() {
            EntityExchangeResult<String> answer =
                    http.updateAll(Map.of("names", "nobody-*", "updateState", "CLOSE"));

            assertThat(answer.getStatus().value()).isEqualTo(404);
            assertThat(answer.getResponseBody()).contains("is like 'nobody-*'");
        }

        @Test
        void areNobodyWithoutAPattern() {
            assertBad(http.updateAll(Map.of("updateState", "FORCE_OPEN")), "names is missing");
            assertBad(
                    http.updateAll(Map.of("updateState", "FORCE_OPEN", "names", " ")),
                    "names is missing");
            assertThat(registry.breaker("inventory").state()).isEqualTo(State.CLOSED);
        }

        @Test
        void areAllLeftAloneWhereAFieldIsNone() {
            Breaker breaker = fresh("misspelt");

            assertBad(
                    http.updateAll(
                            Map.of("names", "misspelt", "updateState", "DISABLE", "Duraton", "1h")),
                    "There is no field Duraton ('1h'). Did you mean duration?");
            assertBad(
                    http.updateAll(Map.of("name", "misspelt", "updateState", "DISABLE")),
                    "There is no field name ('misspelt'). Did you mean names?");
            assertThat(breaker.state()).isEqualTo(State.CLOSED);
        }

        @Test
        void areAllLeftAloneWhereOneCannotHaveIt() {
            Breaker first = fresh("all-or-none/1");
            Breaker second = fresh("all-or-none/2");
            http.update("all-or-none/2", Map.of("settings", "minimum-number-of-calls=9"));

            assertBad(
                    http.updateAll(
                            Map.of("names", "all-or-none/*", "settings", "sliding-window-size=5")),
                    "Nothing was done, because of breaker 'all-or-none/2'",
                    "minimum-number-of-calls (9)");
            assertThat(first.config().slidingWindowSize()).isEqualTo(10);
            assertThat(second.config().slidingWindowSize()).isEqualTo(10);
        }
    }
}
