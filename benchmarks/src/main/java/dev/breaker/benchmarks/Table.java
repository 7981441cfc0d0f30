package dev.breaker.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs all comparisons and prints one table of each, with ratios. Takes about half an hour; {@code
 * -Dquick} a few minutes, for a look. {@code -Donly=refused} runs what has this in its title. With
 * {@code -Dresults=FILE} the table goes to a file too.
 */
public final class Table {

    private Table() {}

    /**
     * Runs the benchmarks.
     *
     * @param arguments none
     * @throws RunnerException if a benchmark fails
     * @throws IOException if the file of the results cannot be written
     */
    public static void main(String[] arguments) throws RunnerException, IOException {
        boolean quick = Boolean.getBoolean("quick");
        String only = System.getProperty("only", "");
        Measuring measuring =
                quick
                        ? new Measuring(1, 2, 2, TimeValue.milliseconds(500))
                        : new Measuring(2, 3, 5, TimeValue.seconds(1));
        List<String> lines = new ArrayList<>();
        lines.add(Machine.described());
        for (Comparison comparison : Comparisons.all()) {
            if (comparison.title().contains(only)) {
                lines.add("");
                lines.addAll(comparison.run(measuring));
            }
        }
        lines.forEach(System.out::println);
        String file = System.getProperty("results");
        if (file != null) {
            Files.write(Path.of(file), lines);
        }
    }
}
