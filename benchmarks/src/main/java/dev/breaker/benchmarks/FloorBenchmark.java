package dev.breaker.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What no breaker can do without, by itself. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FloorBenchmark {

    private static final IllegalStateException DOWN = new IllegalStateException("down");

    private final Object reply = new Object();
    private final Supplier<Object> operation = () -> reply;
    private final Supplier<Object> failure =
            () -> {
                throw DOWN;
            };
    private final AtomicLong atomic = new AtomicLong();
    private final LongAdder adder = new LongAdder();

    /** Counts the calls of a thread. */
    @State(Scope.Thread)
    public static class Turn {
        private int calls;
    }

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

    /** A reading of the clock and a word that is moved: a refusal that is counted. */
    @Benchmark
    public long clockAndIncrement() {
        atomic.incrementAndGet();
        return System.nanoTime();
    }

    /**
     * One call in ten throws through one frame that is not inlined: a failure that is passed on.
     */
    @Benchmark
    public Object tenthThrows(Turn turn) {
        try {
            return passedOn(++turn.calls % 10 == 0 ? failure : operation);
        } catch (IllegalStateException expected) {
            return expected;
        }
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private static Object passedOn(Supplier<Object> operation) {
        return operation.get();
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
