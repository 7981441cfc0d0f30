package dev.breaker.benchmarks;

import java.nio.file.Path;
import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * How long and how often to measure.
 *
 * @param forks JVMs for each figure
 * @param warmups iterations that do not count
 * @param iterations those that do
 * @param iteration how long one takes
 * @param starts of an application, for each kind
 * @param temporary a directory that is deleted in the end
 */
record Measuring(
        int forks, int warmups, int iterations, TimeValue iteration, int starts, Path temporary) {

    /** A few minutes, for a look. */
    static Measuring quick(Path temporary) {
        return new Measuring(1, 2, 2, TimeValue.milliseconds(500), 3, temporary);
    }

    /** Half an hour. */
    static Measuring full(Path temporary) {
        return new Measuring(2, 3, 4, TimeValue.milliseconds(500), 10, temporary);
    }

    String inWords() {
        return ("Each figure is the median of %d iterations in %d JVMs, in brackets the least and the most;"
                        + " in bold, how many times faster than the best of resilience4j's with the same window.")
                .formatted(forks * iterations, forks);
    }

    /**
     * Runs one benchmark.
     *
     * @param subject the value of its parameter; empty where it has none
     */
    Figure run(Class<?> benchmark, String method, String subject, int threads)
            throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include("^" + benchmark.getName() + "." + method + "$")
                .threads(threads)
                .forks(forks)
                .warmupIterations(warmups(benchmark, threads))
                .warmupTime(iteration)
                .measurementIterations(iterations)
                .measurementTime(iteration)
                .jvmArgsAppend("-Dcsp.sentinel.log.dir=" + temporary)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        if (!subject.isEmpty()) {
            options.param("subject", subject);
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        RunResult result = results.iterator().next();
        Statistics iterations = result.getPrimaryResult().getStatistics();
        Figure figure =
                new Figure(
                        iterations.getPercentile(50),
                        iterations.getMin(),
                        iterations.getMax(),
                        result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
        System.err.printf("%-22s %-28s %d threads: %s%n", method, subject, threads, figure);
        return figure;
    }

    /**
     * Advice is more code, which takes longer to be compiled, and many threads starve the compiler.
     */
    private int warmups(Class<?> benchmark, int threads) {
        boolean crowded = threads > Runtime.getRuntime().availableProcessors();
        return warmups * (benchmark == BeanBenchmark.class ? 4 : 1) * (crowded ? 2 : 1);
    }

    /**
     * What was measured.
     *
     * @param nanos per call, the median of all iterations: on a machine with neighbours a few are
     *     far off
     * @param least of all iterations
     * @param most of all iterations
     * @param bytes allocated per call
     */
    record Figure(double nanos, double least, double most, double bytes) {

        @Override
        public String toString() {
            return "%.1f ns (%.1f to %.1f), %.0f B".formatted(nanos, least, most, bytes);
        }
    }
}
