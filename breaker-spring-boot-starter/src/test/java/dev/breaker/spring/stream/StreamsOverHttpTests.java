package dev.breaker.spring.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.spring.Calls;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Streams as a client sees them, from Tomcat and from Netty. */
class StreamsOverHttpTests {

    @RegisterExtension static final TwoApplications APPLICATIONS = new TwoApplications();

    private static int port(WebApplicationType type) {
        return StreamedApplication.port(APPLICATIONS.of(type));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    @OnEachStack
    void eventsComeAsTheyHappenAndAsInTheList(WebApplicationType type) {
        Breaker breaker = APPLICATIONS.breaker(type, "live");
        try (SseReader events = SseReader.open(port(type), "/actuator/circuitbreakerevents")) {
            assertThat(events.response.statusCode()).isEqualTo(200);
            assertThat(events.response.headers().map())
                    .extractingByKey("content-type")
                    .asString()
                    .startsWith("[text/event-stream");
            assertThat(events.response.headers().firstValue("cache-control")).hasValue("no-store");
            events.next(message -> message.fields().containsKey("retry"));

            Calls.fail(breaker, new IllegalStateException("card 4711"));
            breaker.forceOpen();

            SseReader.Message failure = events.next("FAILURE");
            SseReader.Message transition = events.next("TRANSITION");
            assertThat(failure.id()).matches("\\w{8}-\\d+");
            HttpResponse<String> list =
                    SseReader.get(
                            port(type), "/actuator/circuitbreakerevents/live", "application/json");
            assertThat(json(list.body()).get("circuitBreakerEvents"))
                    .containsExactly(json(failure.data()), json(transition.data()));
        }
    }

    @OnEachStack
    void statusesComeInFullAndThenAsTheyChange(WebApplicationType type) {
        Breaker breaker = APPLICATIONS.breaker(type, "changing");
        APPLICATIONS.breaker(type, "resting");
        try (SseReader statuses = SseReader.open(port(type), "/actuator/circuitbreakers")) {
            JsonNode first = json(statuses.next("status").data());
            breaker.forceOpen();
            JsonNode second = json(statuses.next("status").data());

            assertThat(first.get("full").asBoolean()).isTrue();
            assertThat(first.get("access").asString()).isEqualTo("UNRESTRICTED");
            assertThat(first.get("circuitBreakers").propertyNames())
                    .contains("changing", "resting");
            assertThat(second.get("full").asBoolean()).isFalse();
            assertThat(second.get("circuitBreakers").propertyNames()).containsExactly("changing");
            assertThat(second.at("/circuitBreakers/changing/state").asString())
                    .isEqualTo("FORCED_OPEN");
        }
    }

    @OnEachStack
    void aBrowserGetsTheDashboard(WebApplicationType type) {
        HttpResponse<String> page =
                SseReader.get(
                        port(type),
                        "/actuator/circuitbreakers",
                        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type").orElseThrow()).startsWith("text/html");
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .matches(
                        "default-src 'none'; script-src 'sha256-[\\w+/=]+'; style-src 'sha256-[\\w+/=]+'; .*frame-ancestors 'none'; require-trusted-types-for 'script'");
        assertThat(page.body()).contains("<script>").contains("<style>");
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "SERVLET | */*",
                "SERVLET | application/json",
                "SERVLET | application/json, text/html;q=0.5",
                "REACTIVE | */*",
                "REACTIVE | application/json, text/event-stream;q=0.1",
            },
            delimiter = '|')
    void everybodyElseGetsActuatorsAnswer(WebApplicationType type, String accept) {
        HttpResponse<String> answer =
                SseReader.get(port(type), "/actuator/circuitbreakers", accept);

        assertThat(answer.headers().firstValue("content-type").orElseThrow()).contains("json");
        assertThat(json(answer.body()).has("circuitBreakers")).isTrue();
    }

    @OnEachStack
    void whoComesBackGetsWhatHeHasMissed(WebApplicationType type) {
        Breaker breaker = APPLICATIONS.breaker(type, "orders/eu west");
        String path = "/actuator/circuitbreakerevents/orders/eu%20west/transition";
        String id;
        try (SseReader events = SseReader.open(port(type), path)) {
            events.next(message -> message.fields().containsKey("retry"));
            breaker.forceOpen();
            id = events.next("TRANSITION").id();
        }
        breaker.disable();

        try (SseReader byHeader = SseReader.open(port(type), path, "Last-Event-ID", id);
                SseReader byQuery = SseReader.open(port(type), path + "?lastEventId=" + id);
                SseReader late = SseReader.open(port(type), path, "Last-Event-ID", "00000000-7")) {
            assertThat(byHeader.next("TRANSITION").data()).contains("DISABLED");
            assertThat(byQuery.next("TRANSITION").data()).contains("DISABLED");
            assertThat(late.next("gap").data())
                    .isEqualTo("{\"missedFrom\":null,\"missedTo\":null}");
            assertThat(late.next("TRANSITION").id()).isEqualTo(id);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SERVLET, nobody, 404",
        "SERVLET, known/explosion, 400",
        "REACTIVE, nobody, 404",
        "REACTIVE, known/explosion, 400",
    })
    void whatIsNotThereIsRefused(WebApplicationType type, String path, int status) {
        APPLICATIONS.breaker(type, "known");

        HttpResponse<String> refusal =
                SseReader.get(
                        port(type), "/actuator/circuitbreakerevents/" + path, "text/event-stream");

        assertThat(refusal.statusCode()).isEqualTo(status);
        assertThat(refusal.headers().firstValue("content-type"))
                .hasValue("application/problem+json");
        assertThat(json(refusal.body()).get("status").asInt()).isEqualTo(status);
    }

    @OnEachStack
    void requestsAreMeasuredByTheEndpointsPath(WebApplicationType type) {
        SseReader.get(port(type), "/actuator/circuitbreakers", "text/html");
        SseReader.get(port(type), "/actuator/circuitbreakerevents/nobody", "text/event-stream");

        Awaited.until(
                () ->
                        uris(type)
                                .containsAll(
                                        List.of(
                                                "/actuator/circuitbreakers",
                                                "/actuator/circuitbreakerevents/**")));
    }

    private static List<@Nullable String> uris(WebApplicationType type) {
        return APPLICATIONS.of(type).getBean(MeterRegistry.class).getMeters().stream()
                .filter(meter -> meter.getId().getName().equals("http.server.requests"))
                .map(meter -> meter.getId().getTag("uri"))
                .toList();
    }
}
