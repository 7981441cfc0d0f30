package dev.breaker;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.Arrays;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** What classes compile to, as text: a synchronized block is visible nowhere else. */
final class Bytecode {

    private static final ToolProvider JAVAP = ToolProvider.findFirst("javap").orElseThrow();

    private Bytecode() {}

    static String of(Class<?>... types) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        Stream<String> files = Arrays.stream(types).map(Bytecode::file);
        int status =
                JAVAP.run(
                        out,
                        out,
                        Stream.concat(Stream.of("-c", "-p"), files).toArray(String[]::new));
        if (status != 0) {
            throw new IllegalStateException(text.toString());
        }
        return text.toString();
    }

    private static String file(Class<?> type) {
        String name = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        return URI.create(String.valueOf(type.getResource(name))).getPath();
    }
}
