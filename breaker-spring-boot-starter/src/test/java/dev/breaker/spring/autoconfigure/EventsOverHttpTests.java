package dev.breaker.spring.autoconfigure;

import static dev.breaker.spring.Calls.beRejected;
import static dev.breaker.spring.Calls.fail;
import static dev.breaker.spring.Calls.succeed;
import static dev.breaker.spring.Calls.succeedAfter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.TestTime;
import java.time.Duration;
import org.assertj.core.api.ObjectArrayAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;

@OverHttp
class EventsOverHttpTests {

    @Autowired private RestTestClient client;
    @Autowired private BreakerRegistry registry;
    @Autowired private TestTime time;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(client);
    }

    private ObjectArrayAssert<Object> typesAt(String path) {
        return assertThat(http.json("/actuator/circuitbreakerevents" + path))
                .extractingPath("$.circuitBreakerEvents[*].type")
                .asArray();
    }

    @Test
    void eachIsToldWithWhatItsTypeHas() {
        Breaker breaker = registry.breaker("told");
        succeedAfter(Duration.ofMillis(250), time, breaker);
        succeedAfter(Duration.ofSeconds(2), time, breaker);
        fail(breaker, new IllegalStateException("card 4711"));
        fail(breaker, new IllegalArgumentException("card 4712"));
        breaker.forceOpen();
        beRejected(breaker);

        assertThat(http.json("/actuator/circuitbreakerevents/told"))
                .isLenientlyEqualTo(
                        """
                        {"circuitBreakerEvents": [
                          {"breaker": "told", "type": "SUCCESS", "duration": "PT0.25S", "slow": false},
                          {"breaker": "told", "type": "SLOW_SUCCESS", "duration": "PT2S", "slow": true},
                          {"breaker": "told", "type": "FAILURE", "duration": "PT0S", "slow": false,
                           "exceptionType": "java.lang.IllegalStateException"},
                          {"breaker": "told", "type": "IGNORED", "duration": "PT0S",
                           "exceptionType": "java.lang.IllegalArgumentException"},
                          {"breaker": "told", "type": "TRANSITION", "from": "CLOSED", "to": "FORCED_OPEN",
                           "reason": "forced open by an operator", "openFor": "PT0S"},
                          {"breaker": "told", "type": "NOT_PERMITTED", "state": "FORCED_OPEN",
                           "reason": "forced open by an operator"}
                        ]}
                        """);
    }

    @Test
    void ofAllBreakersComeInOneListTheNewestLast() {
        registry.breaker("first").forceOpen();
        registry.breaker("second").forceOpen();
        registry.breaker("first").close();

        assertThat(http.json("/actuator/circuitbreakerevents"))
                .extractingPath("$.circuitBreakerEvents[*].breaker")
                .asArray()
                .containsSubsequence("first", "second", "first");
    }

    @Test
    void aHundredSuccessesPushOutNoTransitionAndNoFailure() {
        Breaker breaker = registry.breaker("keeps-three");
        fail(breaker, new IllegalStateException());
        breaker.metricsOnly();

        for (int i = 0; i < 100; i++) {
            succeed(breaker);
        }

        typesAt("/keeps-three")
                .containsExactly("FAILURE", "TRANSITION", "SUCCESS", "SUCCESS", "SUCCESS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRANSITION", "transition", "Transition"})
    void canBeAskedForByType(String type) {
        Breaker breaker = registry.breaker("filtered/by-type");
        succeed(breaker);
        breaker.disable();
        breaker.close();

        typesAt("/filtered/by-type/" + type).isNotEmpty().containsOnly("TRANSITION");
    }

    @Test
    void ofAnUnknownTypeDoNotExist() {
        registry.breaker("asked");

        EntityExchangeResult<String> answer =
                http.get("/actuator/circuitbreakerevents/asked/explosion");

        assertThat(answer.getStatus().value()).isEqualTo(400);
        assertThat(answer.getResponseBody())
                .contains("'explosion' is no event type")
                .contains(
                        "TRANSITION, FAILURE, SLOW_SUCCESS, SUCCESS, IGNORED, NOT_PERMITTED, REHEARSAL, CANDIDATE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nobody", "/nobody/failure", "/nobody/of/this/name"})
    void ofAnUnknownBreakerAreNotFound(String path) {
        assertThat(http.status("/actuator/circuitbreakerevents" + path)).isEqualTo(404);
        assertThat(registry.find("nobody")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/circuitbreakers",
                "/actuator/circuitbreakers/discreet",
                "/actuator/circuitbreakerevents",
                "/actuator/health",
                "/actuator/prometheus"
            })
    void noMessageOfAnExceptionLeavesUnlessAskedFor(String path) {
        Breaker breaker = registry.breaker("discreet");
        breaker.reset(); // of what the parameter before has done
        fail(breaker, new IllegalStateException("card 4711 of Jane Doe"));

        assertThat(http.text(path)).contains("discreet").doesNotContain("Jane Doe");
    }
}
