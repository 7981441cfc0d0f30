package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.web.client.HttpServerErrorException;

/** docs/settings.md says what is so: keys, defaults, examples, reports. */
class SettingsDocumentationTests {

    private static final String PAGE = read(Path.of("../docs/settings.md"));

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<String> blocks(String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(PAGE)
                .results()
                .map(block -> block.group(1));
    }

    static Stream<String> yamlExamples() {
        return blocks("yaml").filter(yaml -> !yaml.startsWith("# wrong"));
    }

    static List<Setting> settings() {
        return Setting.ALL;
    }

    /** The rows of the tables of settings: cells without backquotes, by the first of them. */
    private static Map<String, String[]> rows() {
        Map<String, String[]> rows = new HashMap<>();
        PAGE.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.replace("`", "").substring(2).split(" \\| "))
                .filter(cells -> cells.length == 4)
                .forEach(cells -> rows.put(cells[0], cells));
        return rows;
    }

    private static BreakerConfigs configured(String yaml) {
        StandardEnvironment environment = new StandardEnvironment();
        try {
            new YamlPropertySourceLoader()
                    .load("page", file(yaml))
                    .forEach(environment.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerSingleton("serverErrors", new Snippets().serverErrors());
        return new ConfigurationReader(environment, beans)
                .read(List.of(new Snippets().retryAfter()));
    }

    private static Resource file(String yaml) {
        return new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public String getDescription() {
                return "class path resource [application.yml]";
            }
        };
    }

    @Test
    void listsEverySettingAndNoOther() {
        List<String> all =
                Stream.concat(
                                Setting.KEYS.stream(),
                                KeyCheck.SINGLE_KEYS.stream().map(key -> "breaker." + key))
                        .toList();

        assertThat(rows().keySet()).containsExactlyInAnyOrderElementsOf(all);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void givesTheDefaultOfEverySetting(Setting setting) {
        String documented = rows().get(setting.key())[1].replace(" (off)", "");

        if (Defaults.isInWords(setting)) {
            assertThat(documented).isEqualTo(Defaults.inWords(setting));
        } else {
            assertThat(Defaults.read(setting, documented)).isEqualTo(Defaults.of(setting));
        }
    }

    @ParameterizedTest
    @MethodSource("yamlExamples")
    void givesExamplesThatAnApplicationStartsWith(String yaml) {
        assertThat(configured(yaml).instances()).isNotEmpty();
    }

    @Test
    void explainsInheritanceAsItIs() {
        String yaml = yamlExamples().filter(it -> it.startsWith("# inheritance")).findFirst().get();

        BreakerConfig rates = configured(yaml).instances().get("rates").config();

        assertThat(rates.recordExceptions()).isEqualTo(List.of(IOException.class));
        assertThat(rates.waitDurationInOpenState()).isEqualTo(Duration.ofMinutes(2));
        assertThat(rates.failureRateThreshold()).isEqualTo(30);
        assertThat(rates.minimumNumberOfCalls()).isEqualTo(20);
        assertThat(rates.slidingWindowSize()).isEqualTo(30);
    }

    @Test
    void explainsTagsAsTheyAre() {
        String yaml = yamlExamples().filter(it -> it.startsWith("# tags")).findFirst().get();
        BreakerConfigs configs = configured(yaml);
        ConfiguredBreakers breakers =
                new ConfiguredBreakers(configs, BreakerRegistry.of(configs.defaults()));

        assertThat(breakers.tags("acme")).isEqualTo(Map.of("team", "partners", "tier", "1"));
        assertThat(breakers.tags("payment")).isEqualTo(Map.of("team", "platform", "tier", "none"));
    }

    @Test
    void showsTheReportToTheLetter() {
        String yaml = blocks("yaml").filter(it -> it.startsWith("# wrong")).findFirst().get();

        InvalidBreakerConfigurationException wrong =
                catchThrowableOfType(
                        InvalidBreakerConfigurationException.class, () -> configured(yaml));

        assertThat(wrong.description()).isEqualTo(blocks("text").findFirst().get().strip());
    }

    @Test
    void givesSnippetsThatCompile() {
        String source =
                withoutIndentation(
                        read(
                                Path.of(
                                        "src/test/java",
                                        getClass().getName().replace('.', '/') + ".java")));

        assertThat(blocks("java"))
                .isNotEmpty()
                .allSatisfy(snippet -> assertThat(source).contains(withoutIndentation(snippet)));
    }

    private static String withoutIndentation(String code) {
        return code.strip().replaceAll("\\s+", " ");
    }

    @Configuration(proxyBeanMethods = false)
    static class Snippets {

        @Bean
        Predicate<Throwable> serverErrors() {
            return thrown -> thrown instanceof HttpServerErrorException;
        }

        @Bean
        BreakerConfigCustomizer retryAfter() {
            return (breaker, builder) ->
                    builder.waitDurationFromFailure(
                            failure ->
                                    failure instanceof TooBusyException busy
                                            ? busy.retryAfter()
                                            : null);
        }
    }

    private static final class TooBusyException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Duration retryAfter() {
            return Duration.ofSeconds(3);
        }
    }
}
