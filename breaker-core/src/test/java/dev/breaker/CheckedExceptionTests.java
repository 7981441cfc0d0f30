package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checked exceptions stay what they are. That the private methods compile is half of the proof. */
class CheckedExceptionTests {

    private static final String FORGETFUL =
            """
            class Forgetful {
                String read(dev.breaker.Breaker breaker) {
                    return breaker.call(() -> { throw new java.io.IOException(); });
                }
            }
            """;

    private final Breaker breaker = Breaker.of("inventory", BreakerConfig.builder().build());

    @TempDir private Path classes;

    @Test
    void areDeclaredAsTheOperationDeclaresThem() {
        assertThatThrownBy(this::callsWhatThrows).isInstanceOf(IOException.class);
        assertThatThrownBy(this::runsWhatThrows).isInstanceOf(IOException.class);
    }

    private String callsWhatThrows() throws IOException {
        return breaker.call(() -> read());
    }

    private void runsWhatThrows() throws IOException {
        breaker.run(() -> read());
    }

    private String read() throws IOException {
        throw new IOException("nothing there");
    }

    @Test
    void needNoCatchWhereTheOperationThrowsNone() {
        assertThat(callsWhatDoesNotThrow()).isEqualTo("reply");
    }

    private String callsWhatDoesNotThrow() {
        breaker.run(() -> {});
        return breaker.call(() -> "reply");
    }

    @Test
    void cannotBeForgotten() {
        assertThat(compilerErrorsOf(FORGETFUL))
                .singleElement()
                .asString()
                .contains("unreported exception", "IOException");
    }

    @Test
    void areEnoughDeclaredByTheirOwnType() {
        String careful = FORGETFUL.replace("breaker)", "breaker) throws java.io.IOException");

        assertThat(compilerErrorsOf(careful)).isEmpty();
    }

    private List<String> compilerErrorsOf(String source) {
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        JavaFileObject file =
                new SimpleJavaFileObject(
                        URI.create("string:///Forgetful.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        List<String> options = List.of("-proc:none", "-d", classes.toString());
        ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, found, options, null, List.of(file))
                .call();
        return found.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getMessage(Locale.ENGLISH))
                .toList();
    }
}
