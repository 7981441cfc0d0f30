package dev.breaker.spring.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.State;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Orders as people write them, to Tomcat and to Netty. */
class OrderBodiesTests {

    private static final String ALL = "/actuator/circuitbreakers";
    private static final String JSON = "application/json";

    private static final Map<WebApplicationType, ConfigurableApplicationContext> APPLICATIONS =
            new EnumMap<>(WebApplicationType.class);

    @AfterAll
    static void close() {
        APPLICATIONS.values().forEach(ConfigurableApplicationContext::close);
        APPLICATIONS.clear();
    }

    private static ConfigurableApplicationContext application(WebApplicationType type) {
        return APPLICATIONS.computeIfAbsent(type, StreamedApplication::start);
    }

    private static Breaker breaker(WebApplicationType type, String name) {
        return application(type).getBean(BreakerRegistry.class).breaker(name);
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

    @ParameterizedTest
    @EnumSource(value = WebApplicationType.class, mode = Mode.EXCLUDE, names = "NONE")
    void mayHaveSettingsAsJson(WebApplicationType type) {
        Breaker breaker = breaker(type, "nested/json");

        HttpResponse<String> answer =
                Post.to(
                        application(type),
                        ALL + "/nested/json",
                        JSON,
                        """
                        {"settings": {"failure-rate-threshold": 60.5, "sliding-window-size": 20,
                          "record-exceptions": ["java.io.IOException"]}, "reason": "Grüße"}""");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(breaker.config().failureRateThreshold()).isEqualTo(60.5);
        assertThat(breaker.config().slidingWindowSize()).isEqualTo(20);
        assertThat(breaker.config().recordExceptions()).containsExactly(IOException.class);
        assertThat(answer.body()).contains("Grüße");
    }

    @ParameterizedTest
    @EnumSource(value = WebApplicationType.class, mode = Mode.EXCLUDE, names = "NONE")
    void mayHaveSettingsAsJsonForMany(WebApplicationType type) {
        Breaker breaker = breaker(type, "many-1");

        HttpResponse<String> answer =
                Post.to(
                        application(type),
                        ALL,
                        "application/vnd.spring-boot.actuator.v3+json",
                        "{\"names\": \"many-*\", \"rehearse\": {\"failure-rate-threshold\": 70}}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(breaker.candidate()).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(value = WebApplicationType.class, mode = Mode.EXCLUDE, names = "NONE")
    void settingsInJsonAreCheckedAsAnyOthers(WebApplicationType type) {
        breaker(type, "checked");

        HttpResponse<String> answer =
                Post.to(
                        application(type),
                        ALL + "/checked",
                        JSON,
                        "{\"settings\": {\"failure-rate-treshold\": 60}}");

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
        Breaker breaker = breaker(type, "refused");

        HttpResponse<String> answer = Post.to(application(type), ALL + "/refused", JSON, body);

        assertThat(detail(answer))
                .startsWith("The body is no object in JSON: " + body + "; it must be like {");
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @ParameterizedTest
    @EnumSource(value = WebApplicationType.class, mode = Mode.EXCLUDE, names = "NONE")
    void thatAreTooLongAreNotRead(WebApplicationType type) {
        breaker(type, "long");
        String body = "{\"reason\": \"" + "x".repeat(OrderBodies.LARGEST) + "\"}";

        HttpResponse<String> answer = Post.to(application(type), ALL + "/long", JSON, body);

        assertThat(detail(answer, 413)).startsWith("The body is longer than 262144 bytes; ");
    }

    @ParameterizedTest
    @EnumSource(value = WebApplicationType.class, mode = Mode.EXCLUDE, names = "NONE")
    void thatAreEmptyAreTheEndpointsToRefuse(WebApplicationType type) {
        breaker(type, "empty");

        HttpResponse<String> answer = Post.to(application(type), ALL + "/empty", JSON, "");

        assertThat(detail(answer)).startsWith("updateState is missing");
    }

    @ParameterizedTest
    @EnumSource(value = WebApplicationType.class, mode = Mode.EXCLUDE, names = "NONE")
    void thatAreNoJsonAreActuatorsToRefuse(WebApplicationType type) {
        breaker(type, "form");

        HttpResponse<String> answer =
                Post.to(
                        application(type),
                        ALL + "/form",
                        "application/x-www-form-urlencoded",
                        "updateState=FORCE_OPEN");

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @EnumSource(value = WebApplicationType.class, mode = Mode.EXCLUDE, names = "NONE")
    void ofAnotherCharsetAreActuatorsToRead(WebApplicationType type) {
        breaker(type, "latin");

        HttpResponse<String> answer =
                Post.to(
                        application(type),
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

    @ParameterizedTest
    @EnumSource(value = WebApplicationType.class, mode = Mode.EXCLUDE, names = "NONE")
    void mayBeginWithTheMarkOfWindows(WebApplicationType type) {
        Breaker breaker = breaker(type, "marked");

        HttpResponse<String> answer =
                Post.to(
                        application(type),
                        ALL + "/marked",
                        JSON,
                        "\uFEFF{\"settings\": {\"sliding-window-size\": 7}}");

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
        HttpResponse<String> answer = Post.to(application(type), ALL, JSON, body);

        assertThat(detail(answer)).startsWith("The body " + why + "; it must be like {");
    }

    @ParameterizedTest
    @EnumSource(value = WebApplicationType.class, mode = Mode.EXCLUDE, names = "NONE")
    void thatAreRefusedAreInTheMetricsUnderTheEndpointsPath(WebApplicationType type) {
        Post.to(application(type), ALL + "/measured", JSON, "[]");

        MeterRegistry meters = application(type).getBean(MeterRegistry.class);
        Awaited.until(
                () ->
                        meters.find("http.server.requests")
                                        .tags("uri", ALL + "/**", "status", "400")
                                        .timer()
                                != null);
    }

    @ParameterizedTest
    @EnumSource(value = WebApplicationType.class, mode = Mode.EXCLUDE, names = "NONE")
    void ofOtherRequestsAreNotTouched(WebApplicationType type) {
        HttpResponse<String> answer =
                Post.to(application(type), "/actuator/loggers/x", JSON, "[\"not ours\"]");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("updateState");
    }
}
