package dev.breaker.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A JVM of its own. */
final class Fork {

    private Fork() {}

    static ProcessBuilder of(Class<?> main, String classPath, String... options) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command =
                Stream.of(
                                Stream.of(java),
                                Stream.of(options),
                                Stream.of("-cp", classPath, main.getName()))
                        .flatMap(part -> part)
                        .toList();
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    /** That of this JVM. */
    static String classPath() {
        return System.getProperty("java.class.path");
    }
}
