package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.Breakers;
import dev.breaker.spring.Calls;
import dev.breaker.spring.TestTime;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** docs/operations.md shows what the application answers: the same keys and the same figures. */
@OverHttp
@ExtendWith(OutputCaptureExtension.class)
class OperationsDocumentationTests {

    /** Objects of which an example shows only a part. */
    private static final Set<String> OPEN_ENDED =
            Set.of("circuitBreakers", "details", "evidence", "settings", "settingOrigins");

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
    private static final Pattern ORDER =
            Pattern.compile("localhost:8080(/\\S+).*-d '([^']+)'", Pattern.DOTALL);
    private static final Pattern METER =
            Pattern.compile("(?m)^\\| `(circuitbreaker[a-z.]+)` \\| ([^|]+)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Autowired private RestTestClient client;
    @Autowired private BreakerRegistry registry;
    @Autowired private Breakers breakers;
    @Autowired private MeterRegistry meters;
    @Autowired private TestTime time;

    private String page;
    private Breaker inventory;

    @BeforeEach
    void readThePage() throws IOException {
        page = Files.readString(Path.of("../docs/operations.md"));
        registry.remove("inventory");
        inventory = breakers.breaker("inventory", "");
    }

    /** What has happened to the breaker of the examples. */
    private void trip() {
        Calls.succeedAfter(Duration.ofSeconds(2), time, inventory);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> inventory.call(this::refusedConnection))
                    .isInstanceOf(ConnectException.class);
        }
    }

    private String refusedConnection() throws ConnectException {
        time.advance(Duration.ofMillis(500));
        ConnectException refused = new ConnectException("connection refused");
        refused.setStackTrace(
                new StackTraceElement[] {
                    new StackTraceElement(
                            "com.acme.InventoryClient", "stock", "InventoryClient.java", 42)
                });
        throw refused;
    }

    private List<String> blocks(String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    @Test
    void answersAreAsShown() {
        trip();
        time.advance(Duration.ofMillis(1_500));
        Http http = new Http(client);
        String rejection = http.text("/call/inventory");
        List<String> before =
                List.of(
                        http.text("/actuator/circuitbreakers"),
                        http.text("/actuator/circuitbreakers/inventory"));
        List<String> after =
                List.of(
                        http.text("/actuator/circuitbreakerevents/inventory"),
                        http.text("/actuator/health"),
                        rejection);
        List<String> answers = new ArrayList<>(before);
        answers.addAll(orders());
        answers.addAll(after);

        List<String> examples = blocks("json");

        assertThat(examples).hasSameSizeAs(answers);
        for (int i = 0; i < answers.size(); i++) {
            JsonNode answer = JsonMapper.shared().readTree(answers.get(i));
            JsonNode shown = answer.at("/components/circuitBreakers"); // that of health
            check(
                    "example " + i,
                    JsonMapper.shared().readTree(examples.get(i)),
                    shown.isMissingNode() ? answer : shown);
        }
    }

    /** The commands of the page, with what is answered as far as the page shows it. */
    private List<String> orders() {
        registry.breaker("partner-eu");
        registry.breaker("partner-us");
        return blocks("sh").stream()
                .filter(command -> command.contains("-X POST"))
                .map(this::order)
                .toList();
    }

    private String order(String command) {
        Matcher parts = ORDER.matcher(command);
        assertThat(parts.find()).as(command).isTrue();
        EntityExchangeResult<String> answer =
                client.post()
                        .uri(parts.group(1))
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(parts.group(2))
                        .exchange()
                        .returnResult(String.class);
        assertThat(answer.getStatus().value()).as(command).isEqualTo(200);
        return String.valueOf(answer.getResponseBody());
    }

    private static void check(String where, JsonNode example, JsonNode answer) {
        if (example.isObject()) {
            checkKeys(where, example, answer);
            example.properties()
                    .forEach(
                            property ->
                                    check(
                                            where + "." + property.getKey(),
                                            property.getValue(),
                                            answer.get(property.getKey())));
        } else if (example.isArray()) {
            example.forEach(
                    element ->
                            assertThat(answer)
                                    .as(where)
                                    .anySatisfy(other -> check(where + "[]", element, other)));
        } else {
            assertThat(withoutTime(answer)).as(where).isEqualTo(withoutTime(example));
        }
    }

    private static void checkKeys(String where, JsonNode example, JsonNode answer) {
        Set<String> shown = new HashSet<>(example.propertyNames());
        boolean onlyWhatIsNew = !shown.contains("name") && answer.has("name");
        if (onlyWhatIsNew || OPEN_ENDED.contains(where.substring(where.lastIndexOf('.') + 1))) {
            assertThat(answer.propertyNames()).as(where).containsAll(shown);
        } else {
            assertThat(answer.propertyNames()).as(where).hasSameElementsAs(shown);
        }
    }

    private static String withoutTime(JsonNode value) {
        return TIME.matcher(value.toString())
                .replaceAll("(a time)")
                .replace("operated.yml", "application.yml");
    }

    @Test
    void metersAreThoseOfTheTable() {
        Map<String, Set<String>> shown =
                METER.matcher(page)
                        .results()
                        .collect(
                                Collectors.toMap(
                                        row -> row.group(1), row -> tagKeys(row.group(2))));

        Map<String, Set<String>> present =
                meters.getMeters().stream()
                        .map(meter -> meter.getId())
                        .filter(id -> id.getName().startsWith("circuitbreaker"))
                        .collect(
                                Collectors.toMap(
                                        id -> id.getName(),
                                        id ->
                                                id.getTags().stream()
                                                        .map(Tag::getKey)
                                                        .collect(Collectors.toSet()),
                                        (one, other) -> one));
        assertThat(present).isEqualTo(shown);
    }

    private static Set<String> tagKeys(String cell) {
        return CODE.matcher(cell.replaceAll(":.*", ""))
                .results()
                .map(key -> key.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void logIsAsShown(CapturedOutput output) {
        trip();
        time.advance(OperatedApplication.WAIT);
        Calls.succeedAfter(Duration.ofMillis(250), time, inventory);
        new Http(client)
                .update("inventory", Map.of("updateState", "DISABLE", "reason", "it cries wolf"));

        List<String> lines =
                page.lines().filter(line -> line.matches("(WARN|INFO)  Breaker .*")).toList();

        assertThat(lines).hasSize(4);
        assertThat(lines)
                .allSatisfy(
                        line -> {
                            String[] levelAndText = line.split(" +", 2);
                            assertThat(output.getAll().lines())
                                    .anyMatch(
                                            written ->
                                                    written.contains(levelAndText[0])
                                                            && written.endsWith(levelAndText[1]));
                        });
    }
}
