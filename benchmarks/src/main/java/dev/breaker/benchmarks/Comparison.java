package dev.breaker.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.runner.RunnerException;

/**
 * One table: subjects in rows, numbers of threads in columns.
 *
 * @param title what is measured
 * @param benchmark the class that measures it
 * @param method its method
 * @param subjects who is measured; one empty name where there is no choice
 * @param reference those among them of whom the best is what the others are compared with
 * @param threads how many share the subject, run by run
 */
record Comparison(
        String title,
        Class<?> benchmark,
        String method,
        List<String> subjects,
        List<String> reference,
        int... threads)
        implements Section {

    @Override
    public List<String> run(Measuring measuring) throws RunnerException {
        Map<String, List<Measuring.Figure>> figures = new LinkedHashMap<>();
        for (String subject : subjects) {
            List<Measuring.Figure> row = new ArrayList<>();
            for (int number : threads) {
                row.add(measuring.run(benchmark, method, subject, number));
            }
            figures.put(subject, row);
        }
        return table(figures);
    }

    private List<String> table(Map<String, List<Measuring.Figure>> figures) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "| ns per call |"
                        + joined(n -> " %s |".formatted(inWords(threads[n])))
                        + " bytes |");
        lines.add("|---|" + joined(n -> "--:|") + "--:|");
        figures.forEach((subject, row) -> lines.add(line(subject, row, figures)));
        return lines;
    }

    private String line(
            String subject,
            List<Measuring.Figure> row,
            Map<String, List<Measuring.Figure>> figures) {
        String name = subject.isEmpty() ? method : subject;
        return "| %s |%s %.0f |"
                .formatted(
                        name,
                        joined(n -> " %s |".formatted(cell(row.get(n), best(figures, n)))),
                        row.get(0).bytes());
    }

    private static String cell(Measuring.Figure figure, double best) {
        String nanos =
                "%.1f [%.1f to %.1f]".formatted(figure.nanos(), figure.least(), figure.most());
        return Double.isNaN(best) ? nanos : "**%.1fx** ".formatted(best / figure.nanos()) + nanos;
    }

    private double best(Map<String, List<Measuring.Figure>> figures, int column) {
        return reference.stream()
                .mapToDouble(subject -> figures.get(subject).get(column).nanos())
                .min()
                .orElse(Double.NaN);
    }

    private String joined(java.util.function.IntFunction<String> cell) {
        return IntStream.range(0, threads.length).mapToObj(cell).collect(Collectors.joining());
    }

    private static String inWords(int threads) {
        return threads == 1 ? "1 thread" : threads + " threads";
    }
}
