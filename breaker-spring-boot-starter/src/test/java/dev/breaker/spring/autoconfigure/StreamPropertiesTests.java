package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StreamPropertiesTests {

    private static final String PREFIX = "management.endpoint.";

    private static Binder binder(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties));
    }

    private static void bind(Map<String, String> properties) {
        binder(properties)
                .bindOrCreate(PREFIX + "circuitbreakers", CircuitBreakersEndpointProperties.class);
        binder(properties)
                .bindOrCreate(
                        PREFIX + "circuitbreakerevents",
                        CircuitBreakerEventsEndpointProperties.class);
    }

    @Test
    void haveDefaults() {
        assertThat(
                        binder(Map.of())
                                .bindOrCreate(
                                        PREFIX + "circuitbreakers",
                                        CircuitBreakersEndpointProperties.class))
                .isEqualTo(
                        new CircuitBreakersEndpointProperties(false, Duration.ofSeconds(1), 250));
        assertThat(
                        binder(Map.of())
                                .bindOrCreate(
                                        PREFIX + "circuitbreakerevents",
                                        CircuitBreakerEventsEndpointProperties.class))
                .isEqualTo(
                        new CircuitBreakerEventsEndpointProperties(
                                250, 8192, Duration.ofSeconds(15)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "circuitbreakers.stream-interval=99ms",
                "circuitbreakers.stream-interval=61s",
                "circuitbreakers.max-stream-clients=0",
                "circuitbreakerevents.max-stream-clients=10001",
                "circuitbreakerevents.stream-queue-size=15",
                "circuitbreakerevents.stream-heartbeat=999ms",
                "circuitbreakerevents.stream-heartbeat=601s",
            })
    void refuseWhatCannotBe(String property) {
        String[] keyAndValue = property.split("=");

        assertThat(
                        catchThrowableOfType(
                                BindException.class,
                                () -> bind(Map.of(PREFIX + keyAndValue[0], keyAndValue[1]))))
                .rootCause()
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining(PREFIX + keyAndValue[0])
                .hasMessageContaining("It must be from");
    }

    /** docs/operations.md has them all, with the defaults that IDEs show. */
    @Test
    void areDocumented() throws IOException {
        Map<String, String> documented =
                Pattern.compile("(?m)^\\| `(circuitbreaker[a-z]+\\.[a-z-]+)` \\| (\\w+) \\|")
                        .matcher(Files.readString(Path.of("../docs/operations.md")))
                        .results()
                        .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));

        assertThat(documented)
                .isEqualTo(
                        metadata()
                                .filter(it -> name(it).contains("stream"))
                                .collect(
                                        Collectors.toMap(
                                                it -> name(it).substring(PREFIX.length()),
                                                it -> it.get("defaultValue").asString())));
    }

    private static String name(JsonNode property) {
        return property.get("name").asString();
    }

    private static Stream<JsonNode> metadata() throws IOException {
        String json =
                new String(
                        new ClassPathResource("META-INF/spring-configuration-metadata.json")
                                .getContentAsByteArray(),
                        StandardCharsets.UTF_8);
        return JsonMapper.shared()
                .readTree(json)
                .get("properties")
                .valueStream()
                .filter(it -> name(it).startsWith(PREFIX + "circuitbreaker"));
    }
}
