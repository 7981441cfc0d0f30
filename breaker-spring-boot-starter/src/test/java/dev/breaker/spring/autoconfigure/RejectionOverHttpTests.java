package dev.breaker.spring.autoconfigure;

import static dev.breaker.spring.Calls.failUntilOpen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.BreakerRegistry;
import dev.breaker.spring.TestTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.json.JsonContent;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;

@OverHttp
class RejectionOverHttpTests {

    @Autowired private RestTestClient client;
    @Autowired private BreakerRegistry registry;
    @Autowired private TestTime time;

    @Test
    void isServiceUnavailableWithRetryAfterAndAProblemDetail() {
        failUntilOpen(registry.breaker("rejecting"), new IllegalStateException("card 4711"));
        time.advance(Duration.ofMillis(10_001));

        EntityExchangeResult<String> answer = new Http(client).get("/call/rejecting");

        assertThat(answer.getStatus().value()).isEqualTo(503);
        assertThat(answer.getResponseHeaders().getFirst("Retry-After")).isEqualTo("20");
        assertThat(answer.getResponseHeaders().getFirst("Content-Type"))
                .isEqualTo("application/problem+json");
        assertThat(new JsonContent(answer.getResponseBody()))
                .extractingPath("$")
                .asMap()
                .containsOnlyKeys("type", "title", "status", "detail", "breaker")
                .containsEntry("status", 503)
                .containsEntry("breaker", "rejecting");
    }

    @Test
    void isOverWhenTheBreakerHasClosed() {
        failUntilOpen(registry.breaker("recovering"), new IllegalStateException());
        time.advance(OperatedApplication.WAIT);

        assertThat(new Http(client).text("/call/recovering")).isEqualTo("answered");
    }
}
