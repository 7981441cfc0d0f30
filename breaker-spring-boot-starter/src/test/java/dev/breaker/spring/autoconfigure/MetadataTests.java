package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.UrlResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What IDEs show of the settings: the metadata as built, and the Javadoc of the settings' type. */
class MetadataTests {

    private static final String BASE_OF_ALL = "breaker.configs.default.";

    private static final Map<String, JsonNode> PROPERTIES = new HashMap<>();
    private static JsonNode metadata;

    @BeforeAll
    static void read() throws IOException {
        String classes =
                BreakerProperties.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString();
        UrlResource built =
                new UrlResource(classes + "META-INF/spring-configuration-metadata.json");
        try (InputStream json = built.getInputStream()) {
            metadata = JsonMapper.shared().readTree(json);
        }
        metadata.get("properties").forEach(it -> PROPERTIES.put(it.get("name").asString(), it));
    }

    static List<Setting> settings() {
        return Setting.ALL;
    }

    static Stream<Setting> settingsOfTheBaseOfAll() {
        return Setting.ALL.stream().filter(setting -> !setting.key().equals("base-config"));
    }

    @ParameterizedTest
    @MethodSource("settingsOfTheBaseOfAll")
    void describesEverySettingOfTheBaseOfAll(Setting setting) {
        JsonNode property = PROPERTIES.get(BASE_OF_ALL + setting.key());

        assertThat(property.get("type").asString()).isNotBlank();
        assertThat(property.get("description").asString())
                .hasSizeGreaterThan(30)
                .doesNotContain("{@", "<p>");
    }

    @ParameterizedTest
    @MethodSource("settingsOfTheBaseOfAll")
    void knowsTheDefaultOfEverySettingOfTheBaseOfAll(Setting setting) {
        JsonNode property = PROPERTIES.get(BASE_OF_ALL + setting.key());

        if (Defaults.isInWords(setting)) {
            assertThat(property.has("defaultValue")).isFalse();
        } else {
            assertThat(Defaults.read(setting, property.get("defaultValue").asString()))
                    .isEqualTo(Defaults.of(setting));
        }
    }

    @Test
    void hasNoOtherKeysOfTheBaseOfAll() {
        assertThat(PROPERTIES.keySet().stream().filter(name -> name.startsWith(BASE_OF_ALL)))
                .hasSize((int) settingsOfTheBaseOfAll().count());
    }

    @Test
    void describesTheMapsFromWhichAnIdeCompletesTheKeysOfAllBreakers() {
        for (String map : List.of("breaker.configs", "breaker.instances")) {
            JsonNode property = PROPERTIES.get(map);
            assertThat(property.get("type").asString())
                    .isEqualTo(
                            "java.util.Map<java.lang.String,"
                                    + BreakerSettings.class.getName()
                                    + ">");
            assertThat(property.get("description").asString()).isNotBlank();
        }
    }

    /** The check of keys and the properties cannot drift apart. */
    @Test
    void describesTheKeysOfTheApplication() {
        Set<String> keys =
                PROPERTIES.keySet().stream()
                        .filter(name -> name.startsWith("breaker."))
                        .filter(name -> !name.matches("breaker\\.(configs|instances).*"))
                        .map(name -> name.substring("breaker.".length()))
                        .collect(Collectors.toSet());

        assertThat(keys).containsExactlyInAnyOrderElementsOf(KeyCheck.SINGLE_KEYS);
        assertThat(keys)
                .allSatisfy(
                        key ->
                                assertThat(
                                                PROPERTIES
                                                        .get("breaker." + key)
                                                        .get("description")
                                                        .asString())
                                        .isNotBlank());
        assertThat(PROPERTIES.get("breaker.enabled").get("defaultValue").asBoolean()).isTrue();
        assertThat(PROPERTIES.get("breaker.web.enabled").get("defaultValue").asBoolean()).isTrue();
    }

    @Test
    void hintsAtKeysThatExist() {
        assertThat(metadata.get("hints"))
                .hasSizeGreaterThan(5)
                .allSatisfy(
                        hint ->
                                assertThat(PROPERTIES)
                                        .containsKey(
                                                hint.get("name")
                                                        .asString()
                                                        .replaceAll("\\.keys$", "")));
    }

    /** IDEs complete the keys of a map's values from getters and setters; both must be public. */
    @ParameterizedTest
    @MethodSource("settings")
    void hasAFieldAndAGetterThatSayTheDefault(Setting setting) throws IOException {
        String source = source(setting);
        String field =
                find(source, "/\\*\\*((?:(?!\\*/).)*)\\*/\\s+private \\S+ [\\w<>, ]+ %s;", setting);
        String getter =
                find(
                        source,
                        "/\\*\\*((?:(?!\\*/).)*)\\*/\\s+public \\S+ [\\w<>, ]+ get\\w+\\(\\) \\{\\s+return %s;",
                        setting);

        assertThat(defaultIn(field, "Default: ")).isEqualTo(documented(setting));
        assertThat(defaultIn(getter, "default: ")).isEqualTo(documented(setting));
    }

    private static String source(Setting setting) throws IOException {
        String type = setting.property().getReadMethod().getDeclaringClass().getSimpleName();
        return Files.readString(
                Path.of("src/main/java/dev/breaker/spring/autoconfigure", type + ".java"));
    }

    private static String find(String source, String pattern, Setting setting) {
        Matcher matcher =
                Pattern.compile(pattern.formatted(setting.name()), Pattern.DOTALL).matcher(source);
        assertThat(matcher.find()).as(setting.name()).isTrue();
        return matcher.group(1).replaceAll("\\s+\\*?\\s*", " ");
    }

    private static String defaultIn(String javadoc, String label) {
        return javadoc.substring(javadoc.indexOf(label) + label.length())
                .replaceAll("(,.*|}|\\.)? *$", "");
    }

    private static String documented(Setting setting) {
        return Defaults.isInWords(setting)
                ? Defaults.inWords(setting)
                : setting.key().equals("base-config")
                        ? "default"
                        : PROPERTIES
                                .get(BASE_OF_ALL + setting.key())
                                .get("defaultValue")
                                .asString();
    }
}
