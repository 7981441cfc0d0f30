package dev.breaker.spring.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.State;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import tools.jackson.databind.json.JsonMapper;

/** Orders as people write them, to Tomcat and to Netty. */
class OrderBodiesTests {

    private static final String ALL = "/actuator/circuitbreakers";
    private static final String JSON = "application/json";

    @RegisterExtension static final TwoApplications APPLICATIONS = new TwoApplications();

    private static HttpResponse<String> post(WebApplicationType type, String breaker, String body) {
        return Post.to(APPLICATIONS.of(type), ALL + "/" + breaker, JSON, body);
    }

    private static String detail(HttpResponse<String> refusal) {
        return detail(refusal, 400);
    }

    private static String detail(HttpResponse<String> refusal, int status) {
        assertThat(refusal.statusCode()).isEqualTo(status);
        assertThat(refusal.headers().firstValue("content-type"))
                .hasValue("application/problem+json");
        return JsonMapper.shared().readTree(refusal.body()).get("detail").asString();
    }

    @OnEachStack
    void mayHaveSettingsAsJson(WebApplicationType type) {
        Breaker breaker = APPLICATIONS.breaker(type, "nested/json");

        HttpResponse<String> answer =
                post(
                        type,
                        "nested/json",
                        """
                        {"settings": {"failure-rate-threshold": 60.5, "sliding-window-size": 20,
                          "record-exceptions": ["java.io.IOException"]}, "reason": "Grüße"}""");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(breaker.config().failureRateThreshold()).isEqualTo(60.5);
        assertThat(breaker.config().slidingWindowSize()).isEqualTo(20);
        assertThat(breaker.config().recordExceptions()).containsExactly(IOException.class);
        assertThat(answer.body()).contains("Grüße");
    }

    @OnEachStack
    void mayHaveSettingsAsJsonForMany(WebApplicationType type) {
        Breaker breaker = APPLICATIONS.breaker(type, "many-1");

        HttpResponse<String> answer =
                Post.to(
                        APPLICATIONS.of(type),
                        ALL,
                        "application/vnd.spring-boot.actuator.v3+json",
                        "{\"names\": \"many-*\", \"rehearse\": {\"failure-rate-threshold\": 70}}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(breaker.candidate()).isNotNull();
    }

    @OnEachStack
    void settingsInJsonAreCheckedAsAnyOthers(WebApplicationType type) {
        APPLICATIONS.breaker(type, "checked");

        HttpResponse<String> answer =
                post(type, "checked", "{\"settings\": {\"failure-rate-treshold\": 60}}");

        assertThat(detail(answer)).contains("Did you mean failure-rate-threshold?");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    SERVLET  | ["FORCE_OPEN"]
                    REACTIVE | ["FORCE_OPEN"]
                    SERVLET  | {"updateState": "FORCE_OPEN"
                    REACTIVE | {"updateState": "FORCE_OPEN"
                    SERVLET  | FORCE_OPEN
                    REACTIVE | FORCE_OPEN
                    SERVLET  | null
                    REACTIVE | null
                    SERVLET  | 1
                    REACTIVE | 1
                    SERVLET  | ""
                    REACTIVE | ""
                    """)
    void thatAreNoObjectAreRefusedWithWords(WebApplicationType type, String body) {
        Breaker breaker = APPLICATIONS.breaker(type, "refused");

        HttpResponse<String> answer = post(type, "refused", body);

        assertThat(detail(answer))
                .startsWith("The body is no object in JSON: " + body + "; it must be like {");
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @OnEachStack
    void thatAreTooLongAreNotRead(WebApplicationType type) {
        APPLICATIONS.breaker(type, "long");
        String body = "{\"reason\": \"" + "x".repeat(OrderBodies.LARGEST) + "\"}";

        HttpResponse<String> answer = post(type, "long", body);

        assertThat(detail(answer, 413)).startsWith("The body is longer than 262144 bytes; ");
    }

    @OnEachStack
    void thatAreEmptyAreTheEndpointsToRefuse(WebApplicationType type) {
        APPLICATIONS.breaker(type, "empty");

        HttpResponse<String> answer = post(type, "empty", "");

        assertThat(detail(answer)).startsWith("updateState is missing");
    }

    @OnEachStack
    void thatAreNoJsonAreActuatorsToRefuse(WebApplicationType type) {
        APPLICATIONS.breaker(type, "form");

        HttpResponse<String> answer =
                Post.to(
                        APPLICATIONS.of(type),
                        ALL + "/form",
                        "application/x-www-form-urlencoded",
                        "updateState=FORCE_OPEN");

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @OnEachStack
    void ofAnotherCharsetAreActuatorsToRead(WebApplicationType type) {
        APPLICATIONS.breaker(type, "latin");

        HttpResponse<String> answer =
                Post.to(
                        APPLICATIONS.of(type),
                        ALL + "/latin",
                        "application/json;charset=ISO-8859-1",
                        "{\"updateState\": \"FORCE_OPEN\", \"reason\": \"für Grüße\"}"
                                .getBytes(StandardCharsets.ISO_8859_1));

        if (type == WebApplicationType.SERVLET) {
            assertThat(answer.body()).contains("\"reason\":\"für Grüße\"");
        } else { // which reads no such charset
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).doesNotContain("must be like");
        }
    }

    @OnEachStack
    void mayBeginWithTheMarkOfWindows(WebApplicationType type) {
        Breaker breaker = APPLICATIONS.breaker(type, "marked");

        HttpResponse<String> answer =
                post(type, "marked", "\uFEFF{\"settings\": {\"sliding-window-size\": 7}}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(breaker.config().slidingWindowSize()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    SERVLET  | {"names": ["a", "b"], "updateState": "RESET"}  | has no text as names: ["a","b"]
                    REACTIVE | {"names": ["a", "b"], "updateState": "RESET"}  | has no text as names: ["a","b"]
                    SERVLET  | {"updateState": "RESET", "reason": {"no": 7}}  | has no text as reason: {"no":7}
                    REACTIVE | {"updateState": "RESET", "reason": {"no": 7}}  | has no text as reason: {"no":7}
                    """)
    void haveObjectsInSettingsOnly(WebApplicationType type, String body, String why) {
        HttpResponse<String> answer = Post.to(APPLICATIONS.of(type), ALL, JSON, body);

        assertThat(detail(answer)).startsWith("The body " + why + "; it must be like {");
    }

    @OnEachStack
    void thatAreRefusedAreInTheMetricsUnderTheEndpointsPath(WebApplicationType type) {
        post(type, "measured", "[]");

        MeterRegistry meters = APPLICATIONS.of(type).getBean(MeterRegistry.class);
        Awaited.until(
                () ->
                        meters.find("http.server.requests")
                                        .tags("uri", ALL + "/**", "status", "400")
                                        .timer()
                                != null);
    }

    @OnEachStack
    void ofOtherRequestsAreNotTouched(WebApplicationType type) {
        HttpResponse<String> answer =
                Post.to(APPLICATIONS.of(type), "/actuator/loggers/x", JSON, "[\"not ours\"]");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("updateState");
    }
}
