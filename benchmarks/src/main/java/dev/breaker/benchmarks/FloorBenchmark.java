package dev.breaker.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What no breaker can do without, by itself. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FloorBenchmark {

    private final Object reply = new Object();
    private final Supplier<Object> operation = () -> reply;
    private final AtomicLong atomic = new AtomicLong();
    private final LongAdder adder = new LongAdder();

    /** The call without a breaker. */
    @Benchmark
    public Object bareCall() {
        return operation.get();
    }

    /** One reading of the clock. */
    @Benchmark
    public long clock() {
        return System.nanoTime();
    }

    /** Two readings of the clock. */
    @Benchmark
    public long clockTwice() {
        long start = System.nanoTime();
        return System.nanoTime() - start;
    }

    /** One word that all threads move. */
    @Benchmark
    public long atomicIncrement() {
        return atomic.incrementAndGet();
    }

    /** One counter that is striped where it is contended. */
    @Benchmark
    public void adderIncrement() {
        adder.increment();
    }
}
