package dev.breaker.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a breaker adds to a call, for breakers of every make; all threads share one breaker. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EngineBenchmark {

    private static final RuntimeException DOWN = new Down();

    /** A breaker that is closed. */
    @State(Scope.Benchmark)
    public static class Closed {

        @Param("breaker count")
        private String subject;

        private Subject breaker;
        private final Operation success = new Reply();
        private final Operation failure = new Failure();

        /** Before each iteration's first call. */
        @Setup
        public void make() {
            breaker = Subjects.of(subject);
        }
    }

    /** A breaker that rejects. */
    @State(Scope.Benchmark)
    public static class Open {

        @Param("breaker count")
        private String subject;

        private Subject breaker;
        private final Operation success = new Reply();

        /** Before each iteration's first call. */
        @Setup
        public void make() {
            breaker = Subjects.of(subject);
            breaker.open();
        }
    }

    /** Counts the calls of a thread. */
    @State(Scope.Thread)
    public static class Turn {
        private int calls;
    }

    /** The call alone. */
    @Benchmark
    public Object success(Closed state) {
        return state.breaker.call(state.success);
    }

    /** Every tenth call fails. */
    @Benchmark
    public Object tenPercentFailures(Closed state, Turn turn) {
        try {
            return state.breaker.call(++turn.calls % 10 == 0 ? state.failure : state.success);
        } catch (Down expected) {
            return expected;
        }
    }

    /** A permit by hand. */
    @Benchmark
    public void permit(Closed state) {
        state.breaker.permitAndSuccess();
    }

    /** A rejection that is caught. */
    @Benchmark
    public Object rejected(Open state) {
        try {
            return state.breaker.call(state.success);
        } catch (RuntimeException rejection) {
            return rejection;
        }
    }

    /** A permit that is refused. */
    @Benchmark
    public boolean refused(Open state) {
        return state.breaker.tryAcquire();
    }

    /** A round of three probes that close the breaker. */
    @Benchmark
    public Object halfOpenRound(Closed state) {
        state.breaker.halfOpen();
        state.breaker.call(state.success);
        state.breaker.call(state.success);
        return state.breaker.call(state.success);
    }

    private static final class Reply extends Operation {

        private final Object reply = new Object();

        @Override
        public Object get() {
            return reply;
        }
    }

    private static final class Failure extends Operation {

        @Override
        public Object get() {
            throw DOWN;
        }
    }

    /** Made once, so that it is not the exception that is measured. */
    private static final class Down extends RuntimeException {

        private static final long serialVersionUID = 1;

        private Down() {
            super("down", null, false, false);
        }
    }
}
