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
                .warmupIterations(warmups(benchmark))
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
        Figure figure =
                new Figure(
                        result.getPrimaryResult().getScore(),
                        result.getPrimaryResult().getScoreError(),
                        result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
        System.err.printf("%-22s %-28s %d threads: %s%n", method, subject, threads, figure);
        return figure;
    }

    /** Advice is more code, which takes longer to be compiled. */
    private int warmups(Class<?> benchmark) {
        return benchmark == BeanBenchmark.class ? 4 * warmups : warmups;
    }

    /** What was measured: nanoseconds and bytes per call. */
    record Figure(double nanos, double error, double bytes) {

        @Override
        public String toString() {
            return "%.1f ns ± %.1f, %.0f B".formatted(nanos, error, bytes);
        }
    }
}
