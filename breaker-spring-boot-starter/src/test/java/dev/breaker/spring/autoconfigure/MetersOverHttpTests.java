package dev.breaker.spring.autoconfigure;

import static dev.breaker.spring.Calls.beRejected;
import static dev.breaker.spring.Calls.failUntilOpen;
import static dev.breaker.spring.Calls.succeed;
import static dev.breaker.spring.Calls.succeedAfter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.FallbackCounts;
import dev.breaker.spring.TestTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

/** What Prometheus reads. */
@OverHttp
class MetersOverHttpTests {

    @Autowired private RestTestClient client;
    @Autowired private BreakerRegistry registry;
    @Autowired private FallbackCounts fallbacks;
    @Autowired private OperatedApplication.Prices prices;
    @Autowired private TestTime time;

    private List<String> linesOf(String breaker) {
        return new Http(client)
                .text("/actuator/prometheus")
                .lines()
                .filter(line -> line.contains("name=\"" + breaker + "\""))
                .toList();
    }

    @Test
    void ofABreakerThatWasCreatedLateAreThereBeforeItsFirstCall() {
        registry.breaker("late");

        assertThat(linesOf("late"))
                .containsExactlyInAnyOrder(
                        "circuitbreaker_calls_seconds_count{kind=\"successful\",name=\"late\"} 0",
                        "circuitbreaker_calls_seconds_sum{kind=\"successful\",name=\"late\"} 0.0",
                        "circuitbreaker_calls_seconds_count{kind=\"failed\",name=\"late\"} 0",
                        "circuitbreaker_calls_seconds_sum{kind=\"failed\",name=\"late\"} 0.0",
                        "circuitbreaker_calls_seconds_count{kind=\"ignored\",name=\"late\"} 0",
                        "circuitbreaker_calls_seconds_sum{kind=\"ignored\",name=\"late\"} 0.0",
                        "circuitbreaker_not_permitted_calls_total{name=\"late\"} 0.0",
                        "circuitbreaker_fallback_calls_total{name=\"late\"} 0.0",
                        "circuitbreaker_transitions_total{from=\"closed\",name=\"late\",to=\"open\"} 0.0",
                        "circuitbreaker_transitions_total{from=\"open\",name=\"late\",to=\"half_open\"} 0.0",
                        "circuitbreaker_transitions_total{from=\"half_open\",name=\"late\",to=\"open\"} 0.0",
                        "circuitbreaker_transitions_total{from=\"half_open\",name=\"late\",to=\"closed\"} 0.0",
                        "circuitbreaker_state{name=\"late\",state=\"closed\"} 1.0",
                        "circuitbreaker_state{name=\"late\",state=\"open\"} 0.0",
                        "circuitbreaker_state{name=\"late\",state=\"half_open\"} 0.0",
                        "circuitbreaker_state{name=\"late\",state=\"forced_open\"} 0.0",
                        "circuitbreaker_state{name=\"late\",state=\"disabled\"} 0.0",
                        "circuitbreaker_state{name=\"late\",state=\"metrics_only\"} 0.0",
                        "circuitbreaker_inflight_calls{name=\"late\"} 0.0",
                        "circuitbreaker_late_calls_total{name=\"late\"} 0.0",
                        "circuitbreaker_openings_total{name=\"late\"} 0.0",
                        "circuitbreaker_rehearsal_openings_total{name=\"late\"} 0.0",
                        "circuitbreaker_rehearsal_not_permitted_calls_total{name=\"late\"} 0.0",
                        "circuitbreaker_state_time_seconds_total{name=\"late\",state=\"closed\"} 0.0",
                        "circuitbreaker_state_time_seconds_total{name=\"late\",state=\"open\"} 0.0",
                        "circuitbreaker_state_time_seconds_total{name=\"late\",state=\"half_open\"} 0.0",
                        "circuitbreaker_state_time_seconds_total{name=\"late\",state=\"forced_open\"} 0.0",
                        "circuitbreaker_state_time_seconds_total{name=\"late\",state=\"disabled\"} 0.0",
                        "circuitbreaker_state_time_seconds_total{name=\"late\",state=\"metrics_only\"} 0.0",
                        "circuitbreaker_failure_rate_threshold{name=\"late\"} 50.0",
                        "circuitbreaker_slow_call_rate_threshold{name=\"late\"} 80.0",
                        "circuitbreaker_failure_rate{name=\"late\"} NaN",
                        "circuitbreaker_slow_call_rate{name=\"late\"} NaN",
                        "circuitbreaker_buffered_calls{kind=\"successful\",name=\"late\"} 0.0",
                        "circuitbreaker_buffered_calls{kind=\"failed\",name=\"late\"} 0.0",
                        "circuitbreaker_slow_calls{kind=\"successful\",name=\"late\"} 0.0",
                        "circuitbreaker_slow_calls{kind=\"failed\",name=\"late\"} 0.0");
    }

    @Test
    void haveTheFiguresOfAnOutage() {
        Breaker breaker = registry.breaker("outage");
        succeedAfter(Duration.ofMillis(1_500), time, breaker);
        failUntilOpen(breaker, new IllegalStateException());
        beRejected(breaker);
        fallbacks.of("outage").increment();

        assertThat(linesOf("outage"))
                .contains(
                        "circuitbreaker_calls_seconds_count{kind=\"successful\",name=\"outage\"} 1",
                        "circuitbreaker_calls_seconds_sum{kind=\"successful\",name=\"outage\"} 1.5",
                        "circuitbreaker_calls_seconds_count{kind=\"failed\",name=\"outage\"} 3",
                        "circuitbreaker_not_permitted_calls_total{name=\"outage\"} 1.0",
                        "circuitbreaker_fallback_calls_total{name=\"outage\"} 1.0",
                        "circuitbreaker_transitions_total{from=\"closed\",name=\"outage\",to=\"open\"} 1.0",
                        "circuitbreaker_state{name=\"outage\",state=\"closed\"} 0.0",
                        "circuitbreaker_state{name=\"outage\",state=\"open\"} 1.0",
                        "circuitbreaker_failure_rate{name=\"outage\"} 75.0",
                        "circuitbreaker_slow_call_rate{name=\"outage\"} 25.0",
                        "circuitbreaker_buffered_calls{kind=\"failed\",name=\"outage\"} 3.0",
                        "circuitbreaker_slow_calls{kind=\"successful\",name=\"outage\"} 1.0");
    }

    @Test
    void countWhatAFallbackHasAnswered() {
        prices.price(false);
        String afterAFailure = prices.price(true);
        registry.breaker("prices").forceOpen();
        String afterARejection = prices.price(false);

        assertThat(List.of(afterAFailure, afterARejection)).containsOnly("list price");
        assertThat(linesOf("prices"))
                .contains(
                        "circuitbreaker_calls_seconds_count{kind=\"successful\",name=\"prices\"} 1",
                        "circuitbreaker_calls_seconds_count{kind=\"failed\",name=\"prices\"} 1",
                        "circuitbreaker_not_permitted_calls_total{name=\"prices\"} 1.0",
                        "circuitbreaker_fallback_calls_total{name=\"prices\"} 2.0");
    }

    @Test
    void areNotDoubledByAReplacementAndGoWithTheBreaker() {
        registry.breaker("replaced").forceOpen();
        registry.remove("replaced");
        assertThat(linesOf("replaced")).isEmpty();

        succeed(registry.breaker("replaced"));

        assertThat(linesOf("replaced"))
                .doesNotHaveDuplicates()
                .contains(
                        "circuitbreaker_calls_seconds_count{kind=\"successful\",name=\"replaced\"} 1",
                        "circuitbreaker_state{name=\"replaced\",state=\"closed\"} 1.0");
    }
}
