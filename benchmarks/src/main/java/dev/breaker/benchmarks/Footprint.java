package dev.breaker.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jol.info.GraphLayout;

/**
 * What one more breaker keeps in memory, after various histories. What all breakers share, such as
 * the configuration, is not counted. Runs in a JVM of its own.
 */
public final class Footprint implements Section {

    private static final List<String> SUBJECTS =
            List.of(
                    "breaker count",
                    "breaker time",
                    "resilience4j count",
                    "resilience4j count lock-free",
                    "resilience4j time",
                    "resilience4j time lock-free",
                    "failsafe count",
                    "failsafe time");
    private static final int FEW = 10;
    private static final int MANY = 10_000;

    /** More than fill the windows. */
    private static final int CALLS = 1_000;

    private static final int CALLS_OF_MANY = 200;

    @Override
    public String title() {
        return "retained bytes per breaker";
    }

    @Override
    public List<String> run(Measuring measuring) throws IOException {
        Process process =
                Fork.of(
                                Footprint.class,
                                Fork.classPath(),
                                "-Xmx1g",
                                "-XX:+UseSerialGC", // a collection collects all
                                "-XX:+EnableDynamicAgentLoading",
                                "-Djdk.attach.allowAttachSelf=true",
                                "-Djol.magicFieldOffset=true")
                        .start();
        try (BufferedReader lines = process.inputReader()) {
            return lines.lines().filter(line -> line.startsWith("|")).toList();
        }
    }

    /**
     * Prints the table.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        List<History> histories = List.of(History.values());
        System.out.println(
                Stream.concat(
                                histories.stream().map(History::title),
                                Stream.of("10,000 new", "10,000, 4 in 10 failed"))
                        .collect(Collectors.joining(" | ", "| bytes, after 1,000 calls | ", " |")));
        System.out.println("|---" + "|--:".repeat(histories.size() + 2) + "|");
        for (String subject : SUBJECTS) {
            Supplier<Subject> maker = Subjects.maker(subject);
            List<Long> row = new ArrayList<>();
            histories.forEach(history -> row.add(reachable(maker, history)));
            row.add(heap(maker, History.NONE));
            row.add(heap(maker, History.FAILURES));
            System.out.println(
                    row.stream()
                            .map("%,d"::formatted)
                            .collect(Collectors.joining(" | ", "| " + subject + " | ", " |")));
        }
    }

    /** By the references: what a few keep beyond what one keeps. */
    private static long reachable(Supplier<Subject> maker, History history) {
        Object[] few = make(maker, FEW, history, CALLS).map(Subject::retained).toArray();
        return (size(few) - size(few[0])) / (FEW - 1);
    }

    private static long size(Object... roots) {
        return GraphLayout.parseInstance(roots).totalSize();
    }

    /** By the heap, with and without many. */
    private static long heap(Supplier<Subject> maker, History history) {
        Object[] kept = make(maker, MANY, history, CALLS_OF_MANY).map(Subject::retained).toArray();
        long with = used();
        Arrays.fill(kept, null); // also if somebody else still holds the array
        return (with - used()) / MANY;
    }

    private static Stream<Subject> make(
            Supplier<Subject> maker, int number, History history, int calls) {
        return IntStream.range(0, number)
                .mapToObj(
                        n -> {
                            Subject subject = maker.get();
                            history.happenTo(subject, calls);
                            return subject;
                        });
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
