package dev.breaker.benchmarks;

import dev.breaker.Breaker;
import dev.breaker.annotation.CircuitBreaker;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the starters add to the start of an application that has next to nothing else. */
final class StartUp implements Section {

    /** What spring-boot-starter brings. */
    private static final Pattern BOOT =
            Pattern.compile(
                    "(spring-(?!boot-starter-aspectj)|logback-|log4j-|slf4j-|jul-to-slf4j-|snakeyaml-"
                            + "|jakarta\\.annotation-|jspecify-|commons-logging-|micrometer-(commons|observation)-).*");

    private static final Pattern ASPECTJ =
            Pattern.compile("(aspectjweaver|spring-boot-starter-aspectj)-.*");

    /** What its starter brings, besides. */
    private static final Pattern RESILIENCE4J =
            Pattern.compile("(resilience4j|micrometer-core|HdrHistogram|LatencyUtils)-.*");

    @Override
    public String title() {
        return "start of a minimal application";
    }

    @Override
    public List<String> run(Measuring measuring) throws IOException {
        Map<String, ProcessBuilder> applications = applications(measuring.temporary());
        Map<String, List<Start>> starts = new LinkedHashMap<>();
        for (int round = 0; round <= measuring.starts(); round++) {
            for (Map.Entry<String, ProcessBuilder> application : applications.entrySet()) {
                Start start = start(application.getValue());
                System.err.printf("%-30s %s%n", application.getKey(), start);
                if (round > 0) { // the first fills the file system's cache
                    starts.computeIfAbsent(application.getKey(), first -> new ArrayList<>())
                            .add(start);
                }
            }
        }
        return table(starts);
    }

    private static Map<String, ProcessBuilder> applications(Path directory) throws IOException {
        Path own = Jars.jar(location(StartUp.class), directory);
        Path core = Jars.jar(location(Breaker.class), directory);
        Path starter = Jars.jar(location(CircuitBreaker.class), directory);
        List<Path> boot = Stream.concat(Stream.of(own), entries(BOOT)).toList();
        List<Path> aspectj = Stream.concat(boot.stream(), entries(ASPECTJ)).toList();
        Map<String, ProcessBuilder> applications = new LinkedHashMap<>();
        applications.put("minimal", fork(Applications.Minimal.class, boot.stream()));
        applications.put(
                "spring-boot-starter-aspectj", fork(Applications.Minimal.class, aspectj.stream()));
        applications.put(
                "empty method interceptor", fork(Applications.Proxied.class, aspectj.stream()));
        applications.put(
                "breaker's starter",
                fork(
                        Applications.Guarded.class,
                        Stream.concat(aspectj.stream(), Stream.of(core, starter))));
        applications.put(
                "resilience4j's starter",
                fork(
                        Applications.Resilience4j.class,
                        Stream.concat(aspectj.stream(), entries(RESILIENCE4J))));
        return applications;
    }

    private static ProcessBuilder fork(Class<?> main, Stream<Path> classPath) {
        return Fork.of(
                main,
                String.join(File.pathSeparator, classPath.map(Path::toString).toList()),
                "-Dspring.main.banner-mode=off");
    }

    private static Stream<Path> entries(Pattern file) {
        return Stream.of(Fork.classPath().split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> file.matcher(entry.getFileName().toString()).matches());
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Measures from the outside, so that measuring is no part of the start. */
    private static Start start(ProcessBuilder application) throws IOException {
        long begin = System.nanoTime();
        Process process = application.start();
        try (BufferedReader output = process.inputReader()) {
            String line = output.readLine();
            while (line != null && !line.equals(Applications.READY)) {
                line = output.readLine();
            }
            long wall = System.nanoTime() - begin;
            Duration cpu = process.info().totalCpuDuration().orElse(Duration.ZERO);
            process.getOutputStream().close();
            String classes = output.readLine();
            if (classes == null) {
                throw new IllegalStateException("does not start: " + application.command());
            }
            return new Start(wall / 1e6, cpu.toMillis(), Integer.parseInt(classes));
        }
    }

    private static List<String> table(Map<String, List<Start>> starts) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "| median of %d starts | ms | | ms of CPU | | classes | |"
                        .formatted(starts.get("minimal").size()));
        lines.add("|---|--:|--:|--:|--:|--:|--:|");
        starts.forEach(
                (name, row) ->
                        lines.add(
                                "| %s | %s | %s | %s |"
                                        .formatted(
                                                name,
                                                cells(row, starts, Start::wall),
                                                cells(row, starts, Start::cpu),
                                                cells(row, starts, Start::classes))));
        return lines;
    }

    private static String cells(
            List<Start> row, Map<String, List<Start>> starts, ToDoubleFunction<Start> figure) {
        double median = median(row, figure);
        return "%.0f | %.2fx".formatted(median, median / median(starts.get("minimal"), figure));
    }

    private static double median(List<Start> starts, ToDoubleFunction<Start> figure) {
        double[] sorted = starts.stream().mapToDouble(figure).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /**
     * One start.
     *
     * @param wall milliseconds until the application was ready
     * @param cpu milliseconds that all its threads together worked in that time
     * @param classes that were loaded
     */
    private record Start(double wall, double cpu, int classes) {

        @Override
        public String toString() {
            return "%.0f ms, %.0f ms of CPU, %d classes".formatted(wall, cpu, classes);
        }
    }
}
