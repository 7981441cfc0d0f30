package dev.breaker.spring.autoconfigure;

import static dev.breaker.spring.Calls.beRejected;
import static dev.breaker.spring.Calls.fail;
import static dev.breaker.spring.Calls.failUntilOpen;
import static dev.breaker.spring.Calls.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.Intervention;
import dev.breaker.Permit;
import dev.breaker.State;
import dev.breaker.spring.TestTime;
import java.time.Duration;
import java.util.List;
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

@OverHttp
class CircuitBreakersOverHttpTests {

    @Autowired private RestTestClient client;
    @Autowired private BreakerRegistry registry;
    @Autowired private TestTime time;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(client);
    }

    @Nested
    class TheList {

        @Test
        void hasEachBreakerBeforeItsFirstCall() {
            assertThat(http.json("/actuator/circuitbreakers"))
                    .extractingPath("$.circuitBreakers")
                    .asMap()
                    .containsKeys("critical", "inventory", "payment");
        }

        @Test
        void isSortedByName() {
            registry.breaker("zebra");
            registry.breaker("aardvark");

            assertThat(http.json("/actuator/circuitbreakers"))
                    .extractingPath("$.circuitBreakers")
                    .asMap()
                    .satisfies(all -> assertThat(List.copyOf(all.keySet())).isSorted());
        }

        @Test
        void hasEveryKeyAndNullForWhatIsNotKnown() {
            registry.breaker("fresh");

            JsonContent json = http.json("/actuator/circuitbreakers");

            assertThat(json)
                    .extractingPath("$.circuitBreakers.fresh")
                    .asMap()
                    .containsOnlyKeys(
                            "state",
                            "since",
                            "failureRate",
                            "failureRateThreshold",
                            "slowCallRate",
                            "slowCallRateThreshold",
                            "bufferedCalls",
                            "failedCalls",
                            "slowCalls",
                            "slowFailedCalls",
                            "notPermittedCalls",
                            "tripReason",
                            "timeToNextProbe",
                            "totalSuccessfulCalls",
                            "totalFailedCalls",
                            "totalIgnoredCalls",
                            "inFlightCalls",
                            "lateCalls",
                            "openings",
                            "shedCalls",
                            "wouldHaveOpened",
                            "wouldHaveRejected",
                            "intervention",
                            "rehearsal")
                    .containsEntry("state", "CLOSED")
                    .containsEntry("inFlightCalls", 0)
                    .containsEntry("intervention", null)
                    .containsEntry("rehearsal", null)
                    .containsEntry("failureRate", null)
                    .containsEntry("failureRateThreshold", 50.0)
                    .containsEntry("slowCallRate", null)
                    .containsEntry("slowCallRateThreshold", 80.0)
                    .containsEntry("tripReason", null)
                    .containsEntry("timeToNextProbe", null);
        }

        @Test
        void hasTheFiguresOfAnOpenBreaker() {
            Breaker breaker = registry.breaker("tripped");
            succeed(breaker);
            failUntilOpen(breaker, new IllegalStateException());
            time.advance(Duration.ofMillis(1_500));
            beRejected(breaker);

            assertThat(http.json("/actuator/circuitbreakers"))
                    .extractingPath("$.circuitBreakers.tripped")
                    .asMap()
                    .containsEntry("state", "OPEN")
                    .containsEntry("failureRate", 75.0)
                    .containsEntry("slowCallRate", 0.0)
                    .containsEntry("bufferedCalls", 4)
                    .containsEntry("failedCalls", 3)
                    .containsEntry("slowCalls", 0)
                    .containsEntry("slowFailedCalls", 0)
                    .containsEntry("notPermittedCalls", 1)
                    .containsEntry(
                            "tripReason",
                            "failure rate 75 % reached the threshold of 50 % (3 of 4 calls in the"
                                    + " window failed); failures: 3 x"
                                    + " java.lang.IllegalStateException")
                    .containsEntry("timeToNextProbe", "PT28.5S")
                    .containsEntry("openings", 1)
                    .containsEntry("shedCalls", 1);
        }

        @Test
        void countsTheCallsThatAreUnderWay() {
            Breaker breaker = registry.breaker("under-way");
            Permit permit = breaker.acquire();

            assertThat(http.json("/actuator/circuitbreakers"))
                    .extractingPath("$.circuitBreakers.under-way.inFlightCalls")
                    .isEqualTo(1);
            permit.succeeded();
        }

        @Test
        void showsWhatARehearsalWouldHaveDone() {
            Breaker breaker = registry.breaker("rehearsing");
            breaker.metricsOnly();
            for (int i = 0; i < 5; i++) {
                fail(breaker, new IllegalStateException());
            }

            JsonContent json = http.json("/actuator/circuitbreakers");

            assertThat(json)
                    .extractingPath("$.circuitBreakers.rehearsing")
                    .asMap()
                    .containsEntry("state", "METRICS_ONLY")
                    .containsEntry("notPermittedCalls", 0)
                    .containsEntry("wouldHaveOpened", 1)
                    .containsEntry("wouldHaveRejected", 1);
            assertThat(json)
                    .extractingPath("$.circuitBreakers.rehearsing.rehearsal")
                    .asMap()
                    .containsOnlyKeys(
                            "state",
                            "failureRate",
                            "slowCallRate",
                            "openings",
                            "notPermittedCalls",
                            "tripReason",
                            "timeToNextProbe")
                    .containsEntry("state", "OPEN")
                    .containsEntry("openings", 1)
                    .containsEntry("notPermittedCalls", 1);
        }

        @Test
        void showsHalfOpenThoughNobodyHasCalled() {
            failUntilOpen(registry.breaker("waited"), new IllegalStateException());

            time.advance(OperatedApplication.WAIT);

            assertThat(http.json("/actuator/circuitbreakers"))
                    .extractingPath("$.circuitBreakers.waited.state")
                    .isEqualTo("HALF_OPEN");
        }
    }

    @Nested
    class OneBreaker {

        @Test
        void hasWhatTheListHasAndItsTotals() {
            Breaker breaker = registry.breaker("totals");
            succeed(breaker);
            fail(breaker, new IllegalStateException());
            fail(breaker, new IllegalArgumentException());

            assertThat(http.json("/actuator/circuitbreakers/totals"))
                    .extractingPath("$")
                    .asMap()
                    .containsEntry("name", "totals")
                    .containsEntry("state", "CLOSED")
                    .containsEntry("failureRate", null)
                    .containsEntry("bufferedCalls", 2)
                    .containsEntry("totalSuccessfulCalls", 1)
                    .containsEntry("totalFailedCalls", 1)
                    .containsEntry("totalIgnoredCalls", 1)
                    .containsEntry("totalSlowCalls", 0)
                    .containsEntry("consecutiveSuccesses", 0)
                    .containsEntry("consecutiveFailures", 1);
        }

        @Test
        void hasItsSettingsUnderTheirKeysInTheConfiguration() {
            assertThat(http.json("/actuator/circuitbreakers/critical"))
                    .extractingPath("$.settings")
                    .asMap()
                    .containsEntry("sliding-window-type", "COUNT_BASED")
                    .containsEntry("sliding-window-size", 10)
                    .containsEntry("wait-duration-in-open-state", "PT30S")
                    .containsEntry("fallback-on", "ANY")
                    .containsEntry("allow-health-indicator-to-fail", true);
        }

        @Test
        void hasRecentTransitionsAndFailuresWithoutMessages() {
            Breaker breaker = registry.breaker("recent");
            fail(breaker, new IllegalStateException("card 4711"));
            breaker.forceOpen();

            JsonContent json = http.json("/actuator/circuitbreakers/recent");

            assertThat(json).extractingPath("$.transitions[0].from").isEqualTo("CLOSED");
            assertThat(json).extractingPath("$.transitions[0].to").isEqualTo("FORCED_OPEN");
            assertThat(json)
                    .extractingPath("$.transitions[0].reason")
                    .isEqualTo("forced open by an operator");
            assertThat(json)
                    .extractingPath("$.failures[0]")
                    .asMap()
                    .containsOnlyKeys("at", "type", "duration", "where")
                    .containsEntry("type", "java.lang.IllegalStateException");
            assertThat(json)
                    .extractingPath("$.lastFailure")
                    .asMap()
                    .containsOnlyKeys("at", "type", "duration", "where");
        }

        @Test
        void saysWhyItOpenedInNumbers() {
            Breaker breaker = registry.breaker("explained");
            IllegalStateException failure = new IllegalStateException("card 4711");
            failure.setStackTrace(
                    new StackTraceElement[] {
                        new StackTraceElement("com.acme.Shop", "buy", "Shop.java", 12)
                    });
            failUntilOpen(breaker, failure);

            JsonContent json = http.json("/actuator/circuitbreakers/explained");

            assertThat(json).extractingPath("$.tripEvidence").asMap().isNotEmpty();
            assertThat(json)
                    .extractingPath("$.transitions[0].evidence")
                    .asMap()
                    .containsOnlyKeys(
                            "trigger",
                            "threshold",
                            "value",
                            "window",
                            "bufferedCalls",
                            "failedCalls",
                            "slowCalls",
                            "slowFailedCalls",
                            "failureTypes",
                            "failures")
                    .containsEntry("trigger", "FAILURE_RATE")
                    .containsEntry("threshold", 50.0)
                    .containsEntry("value", 100.0)
                    .containsEntry("window", "the last 10 calls")
                    .containsEntry("failedCalls", 4);
            assertThat(json)
                    .extractingPath("$.transitions[0].evidence.failureTypes[0]")
                    .asMap()
                    .containsEntry("type", "java.lang.IllegalStateException")
                    .containsEntry("count", 4);
            assertThat(json)
                    .extractingPath("$.transitions[0].evidence.failures[0]")
                    .asMap()
                    .containsOnlyKeys("at", "type", "duration", "where");
            assertThat(json)
                    .extractingPath("$.failures[0].where")
                    .isEqualTo("com.acme.Shop.buy(Shop.java:12)");
        }

        @Test
        void hasTheTimeInEachState() {
            Breaker breaker = registry.breaker("timed");
            time.advance(Duration.ofSeconds(7));
            breaker.forceOpen();
            time.advance(Duration.ofSeconds(5));

            assertThat(http.json("/actuator/circuitbreakers/timed"))
                    .extractingPath("$.timeInStates")
                    .asMap()
                    .containsEntry("CLOSED", "PT7S")
                    .containsEntry("FORCED_OPEN", "PT5S")
                    .containsEntry("OPEN", "PT0S");
        }

        @Test
        void saysWhoMovedItAndWhyAndUntilWhen() {
            Breaker breaker = registry.breaker("moved");
            breaker.forceOpen(
                    Intervention.because("maintenance").by("ann").lasting(Duration.ofMinutes(10)));

            JsonContent json = http.json("/actuator/circuitbreakers/moved");

            assertThat(json)
                    .extractingPath("$.intervention")
                    .asMap()
                    .containsOnlyKeys("action", "by", "reason", "at", "until")
                    .containsEntry("action", "FORCE_OPEN")
                    .containsEntry("by", "ann")
                    .containsEntry("reason", "maintenance")
                    .doesNotContainEntry("until", null);
            assertThat(json).extractingPath("$.transitions[0].intervention.by").isEqualTo("ann");
        }

        @Test
        void showsACandidateWithTheSettingsThatDiffer() {
            Breaker breaker = registry.breaker("trying");
            breaker.rehearse(breaker.config().toBuilder().failureRateThreshold(20).build());

            JsonContent json = http.json("/actuator/circuitbreakers/trying");

            assertThat(json)
                    .extractingPath("$.candidate")
                    .asMap()
                    .containsOnlyKeys("settings", "by", "reason", "at", "rehearsal")
                    .containsEntry("settings", Map.of("failure-rate-threshold", 20.0));
            assertThat(json).extractingPath("$.candidate.rehearsal.state").isEqualTo("CLOSED");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "orders/eu",
                    "a.b.c",
                    "with space",
                    "Bestellung für 100 %",
                    "x#y?z",
                    "GET /api/v1/{id}"
                })
        void isFoundWhateverItsName(String name) {
            registry.breaker(name);
            Object[] segments = name.split("/");
            String path = "/{s}".repeat(segments.length);

            assertThat(http.json("/actuator/circuitbreakers" + path, segments))
                    .extractingPath("$.name")
                    .isEqualTo(name);
        }

        @Test
        void isNotFoundWhereItIsNot() {
            EntityExchangeResult<String> answer = http.get("/actuator/circuitbreakers/nobody");

            assertThat(answer.getStatus().value()).isEqualTo(404);
            assertThat(answer.getResponseBody()).contains("There is no breaker 'nobody'");
            assertThat(registry.find("nobody")).isEmpty();
        }
    }

    @Nested
    class AnOperator {

        @ParameterizedTest
        @CsvSource({
            "CLOSED,      FORCE_OPEN,   FORCED_OPEN",
            "CLOSED,      force-open,   FORCED_OPEN",
            "FORCED_OPEN, CLOSE,        CLOSED",
            "FORCED_OPEN, close,        CLOSED",
            "CLOSED,      HALF_OPEN,    HALF_OPEN",
            "CLOSED,      half-open,    HALF_OPEN",
            "CLOSED,      DISABLE,      DISABLED",
            "CLOSED,      METRICS_ONLY, METRICS_ONLY",
            "FORCED_OPEN, RESET,        CLOSED"
        })
        void movesABreakerAndGetsItsNewDetails(State from, String update, State to) {
            Breaker breaker = registry.breaker("operated");
            breaker.reset();
            if (from == State.FORCED_OPEN) {
                breaker.forceOpen();
            }

            EntityExchangeResult<String> answer = http.update("operated", update);

            assertThat(answer.getStatus().value()).isEqualTo(200);
            assertThat(new JsonContent(answer.getResponseBody()))
                    .extractingPath("$.state")
                    .isEqualTo(to.name());
            assertThat(breaker.state()).isEqualTo(to);
        }

        @Test
        void movesABreakerWhoseNameHasASlash() {
            registry.breaker("orders/us");

            http.update("orders/us", "DISABLE");

            assertThat(registry.breaker("orders/us").state()).isEqualTo(State.DISABLED);
        }

        @Test
        void createsNothingByPostingToAnUnknownName() {
            EntityExchangeResult<String> answer = http.update("nobody", "CLOSE");

            assertThat(answer.getStatus().value()).isEqualTo(404);
            assertThat(registry.find("nobody")).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"OPEN", "", "FORCEOPEN"})
        void isToldWhichActionsThereAre(String unknown) {
            Breaker breaker = registry.breaker("misunderstood");

            EntityExchangeResult<String> answer = http.update("misunderstood", unknown);

            assertThat(answer.getStatus().value()).isEqualTo(400);
            assertThat(answer.getResponseBody())
                    .contains("'" + unknown + "' is no updateState")
                    .contains("CLOSE, FORCE_OPEN, HALF_OPEN, DISABLE, METRICS_ONLY, RESET");
            assertThat(breaker.state()).isEqualTo(State.CLOSED);
        }

        @Test
        void isToldThatTheActionIsMissing() {
            EntityExchangeResult<String> answer =
                    http.update("inventory", Map.of("reason", "it is well"));

            assertThat(answer.getStatus().value()).isEqualTo(400);
            assertThat(answer.getResponseBody()).contains("updateState is missing");
        }

        @Test
        void steersTheBreakerOfThePathAndNoOther() {
            Breaker other = registry.breaker("not meant");
            Breaker breaker = registry.breaker("meant");

            EntityExchangeResult<String> inTheBody =
                    http.update("meant", Map.of("updateState", "FORCE_OPEN", "name", "not meant"));
            EntityExchangeResult<String> inTheQuery =
                    http.update("meant?name=not meant", "FORCE_OPEN");
            EntityExchangeResult<String> asAList =
                    http.update(
                            "meant",
                            Map.of("updateState", "FORCE_OPEN", "name", List.of("not meant")));

            assertThat(other.state()).isEqualTo(State.CLOSED);
            assertThat(breaker.state()).isEqualTo(State.CLOSED);
            assertThat(inTheBody.getStatus().value()).isEqualTo(400);
            assertThat(inTheBody.getResponseBody())
                    .contains("The path says which breaker is meant")
                    .contains("'name' must stand neither in the body nor in the query");
            assertThat(inTheQuery.getStatus().value()).isEqualTo(400);
            assertThat(asAList.getStatus().value()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/circuitbreakers/inventory?name=payment",
                "/actuator/circuitbreakers/inventory?name=payment&name=critical",
                "/actuator/circuitbreakerevents/inventory?path=payment"
            })
    void nobodySeesAnotherBreakerThanThatOfThePath(String path) {
        EntityExchangeResult<String> answer = http.get(path);

        assertThat(answer.getStatus().value()).isEqualTo(400);
        assertThat(answer.getResponseBody()).contains("The path says which breaker is meant");
    }
}
