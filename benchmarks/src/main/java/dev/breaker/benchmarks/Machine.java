package dev.breaker.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;

/** Where it was measured. */
final class Machine {

    private Machine() {}

    static String described() {
        return "JDK %s (%s), %d processors (%s), %s"
                .formatted(
                        Runtime.version(),
                        System.getProperty("java.vm.name"),
                        Runtime.getRuntime().availableProcessors(),
                        processor(),
                        LocalDate.now());
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException notLinux) {
            return System.getProperty("os.arch");
        }
    }
}
