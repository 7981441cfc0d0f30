package dev.breaker.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** What the README's table "You call with, you write" tells one to write can be written. */
class CallTableTests {

    private static final String HEAD = "| You call with | You write |";
    private static final String CELL = " \\| ";
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Path KOTLIN =
            Snippet.ROOT.resolve("breaker-spring-boot-starter/src/test/kotlin");

    private static final String AROUND =
            """
            import dev.breaker.CallNotPermittedException;
            import org.springframework.resilience.annotation.Retryable;

            class Row {
                record Stock(int pieces) {}
                interface Stocks { Stock stock(String sku); }
                Stock guess(String sku) { return new Stock(1); }
                %s
            }
            """;

    private static final String RUN =
            """
            Stock run(BreakerRegistry registry, Stocks stocks, String sku,
                    org.springframework.cloud.client.circuitbreaker.CircuitBreakerFactory<?, ?> factory) {
                return %s;
            }
            """;

    @TempDir private Path directory;

    private static List<String> rows() {
        List<String> lines = Snippet.lines(Snippet.ROOT.resolve("README.md"));
        return lines.stream()
                .skip(lines.indexOf(HEAD) + 2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    private static Stream<String> codeOf(String row) {
        return CODE.matcher(row.split(CELL)[1]).results().map(code -> code.group(1));
    }

    static Stream<String> code() {
        return rows().stream().flatMap(CallTableTests::codeOf);
    }

    @Test
    void hasCodeInEachRow() {
        assertThat(rows())
                .hasSizeGreaterThan(10)
                .allMatch(row -> codeOf(row).findAny().isPresent());
    }

    @ParameterizedTest
    @MethodSource
    void code(String code) throws IOException {
        if (code.startsWith("breaker.")) {
            assertThatCode(() -> start(code)).doesNotThrowAnyException();
        } else if (code.contains("fun ")) {
            assertThat(kotlin()).as("Kotlin sources that the build compiles").contains(code);
        } else {
            Snippet snippet =
                    new Snippet(Path.of("README.md"), 1, "java", AROUND.formatted(member(code)));
            assertThat(Javac.errors(snippet, directory)).isEmpty();
        }
    }

    private static void start(String setting) {
        new SpringApplicationBuilder(SnippetTests.AnyApplication.class)
                .web(WebApplicationType.NONE)
                .run("--" + setting.replace(": ", "="))
                .close();
    }

    private static String kotlin() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(KOTLIN)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    /** A parameter, a method of an interface, a method of a class, or what a method returns. */
    private static String member(String code) {
        if (code.startsWith("@Qualifier")) {
            return "Row(%s) {}".formatted(code);
        }
        if (code.contains("Exchange(")) {
            return "interface Api { %s; }".formatted(code);
        }
        return code.startsWith("@") ? code + " { return null; }" : RUN.formatted(code);
    }
}
