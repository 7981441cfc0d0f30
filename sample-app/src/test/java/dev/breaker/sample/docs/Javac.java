package dev.breaker.sample.docs;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles snippets: whole types, or statements. Both may use what {@link #PRELUDE} imports;
 * statements may also use the names that {@link #AROUND_STATEMENTS} declares.
 */
final class Javac {

    private static final String PRELUDE =
            """
            import dev.breaker.*;
            import dev.breaker.annotation.*;
            import java.time.*;
            import java.util.*;
            import org.springframework.context.annotation.*;
            import org.springframework.context.event.*;
            import org.springframework.stereotype.*;
            import org.springframework.web.client.*;
            """;

    private static final String AROUND_STATEMENTS =
            """
            class Statements {
                void run(RestClient client, BreakerRegistry registry, String sku) throws Exception {
                    %s
                }
            }
            """;

    private static final Pattern TYPE =
            Pattern.compile(
                    "^((public|final|abstract) )*(class|interface|record|enum) ",
                    Pattern.MULTILINE);

    private Javac() {}

    static List<String> errors(String snippet, Path output) {
        boolean whole = TYPE.matcher(snippet).find();
        String source = PRELUDE + (whole ? snippet : AROUND_STATEMENTS.formatted(snippet));
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        null,
                        found,
                        List.of("-proc:none", "-parameters", "-d", output.toString()),
                        null,
                        List.of(new Source(source)))
                .call();
        return found.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(Diagnostic::toString)
                .toList();
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String text) {
            super(URI.create("string:///Snippet.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
