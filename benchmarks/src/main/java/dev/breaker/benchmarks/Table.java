package dev.breaker.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;
import org.springframework.util.FileSystemUtils;

/**
 * Runs all comparisons and prints one table of each, with ratios. Takes about half an hour; {@code
 * -Dquick=true} a few minutes, for a look. {@code -Donly=refused} runs what has this in its title.
 * With {@code -Dresults=FILE} the table goes to a file too, and replaces what stands there above
 * the notes.
 */
public final class Table {

    private static final String NOTES = "## What was tried, and what it brought";

    private Table() {}

    /**
     * Runs the benchmarks.
     *
     * @param arguments none
     * @throws RunnerException if a benchmark fails
     * @throws IOException if the file of the results cannot be written
     */
    public static void main(String[] arguments) throws RunnerException, IOException {
        Path temporary = Files.createTempDirectory("benchmarks");
        try {
            run(
                    Boolean.getBoolean("quick")
                            ? Measuring.quick(temporary)
                            : Measuring.full(temporary));
        } finally {
            FileSystemUtils.deleteRecursively(temporary);
        }
    }

    private static void run(Measuring measuring) throws RunnerException, IOException {
        String only = System.getProperty("only", "");
        List<String> lines = new ArrayList<>();
        lines.add("# Results");
        lines.add("");
        lines.add(Machine.described() + ". " + measuring.inWords());
        for (Section section : sections()) {
            if (section.title().contains(only)) {
                lines.add("");
                lines.add("### " + section.title());
                lines.add("");
                lines.addAll(section.run(measuring));
            }
        }
        lines.forEach(System.out::println);
        String file = System.getProperty("results", "");
        if (!file.isEmpty()) {
            Path path = Path.of(file);
            lines.add("");
            lines.addAll(notesIn(path));
            Files.write(path, lines);
        }
    }

    /** What somebody has written below the tables stays. */
    private static List<String> notesIn(Path results) throws IOException {
        return Files.exists(results)
                ? Files.readAllLines(results).stream()
                        .dropWhile(line -> !line.equals(NOTES))
                        .toList()
                : List.of();
    }

    private static List<Section> sections() {
        return Stream.concat(Comparisons.all().stream(), Stream.of(new Footprint(), new StartUp()))
                .toList();
    }
}
