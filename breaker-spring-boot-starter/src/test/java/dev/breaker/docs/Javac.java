package dev.breaker.docs;

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
 * Compiles snippets: whole types, members of a configuration class, or statements. All may use what
 * {@link #PRELUDE} imports, and what is declared around them.
 */
final class Javac {

    private static final String PRELUDE =
            """
            import dev.breaker.*;
            import dev.breaker.annotation.*;
            import dev.breaker.spring.autoconfigure.*;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;
            import java.util.function.*;
            import org.springframework.beans.factory.annotation.Qualifier;
            import org.springframework.context.annotation.*;
            import org.springframework.context.event.EventListener;
            import org.springframework.stereotype.*;
            import org.springframework.web.client.*;
            import org.springframework.web.service.annotation.*;
            import reactor.core.publisher.*;
            """;

    private static final String AROUND_MEMBERS =
            """
            @Configuration(proxyBeanMethods = false)
            class %s {
                %s
                static class TooBusyException extends RuntimeException {
                    Duration retryAfter() { return Duration.ZERO; }
                }
            }
            """;

    private static final String AROUND_STATEMENTS =
            """
            class %s {
                void run(RestClient client, BreakerRegistry registry, String sku) throws Exception {
                    %s
                }
            }
            """;

    private static final Pattern TYPE =
            Pattern.compile("^(\\w+ )*(class|interface|record|enum) ", Pattern.MULTILINE);

    private Javac() {}

    static List<String> errors(Snippet snippet, Path output) {
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        null,
                        found,
                        List.of("-proc:none", "-parameters", "-d", output.toString()),
                        null,
                        List.of(new Source(PRELUDE + type(snippet))))
                .call();
        return found.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(Diagnostic::toString)
                .toList();
    }

    private static String type(Snippet snippet) {
        if (TYPE.matcher(snippet.text()).find()) {
            return snippet.text();
        }
        String around = snippet.text().startsWith("@") ? AROUND_MEMBERS : AROUND_STATEMENTS;
        return around.formatted("OfLine" + snippet.line(), snippet.text());
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
