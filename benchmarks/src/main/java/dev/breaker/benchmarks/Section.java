package dev.breaker.benchmarks;

import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** A part of the results. */
interface Section {

    /** What is measured. */
    String title();

    /** Measures it. The lines are Markdown. */
    List<String> run(Measuring measuring) throws RunnerException, IOException;
}
