package dev.breaker;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/**
 * A time window counts each kind of outcome exactly, however records and looks interleave, in a
 * slice that they begin. The kinds are looked at one at a time: a look at several of them is not
 * one step, see TimeWindowStress for what holds of it.
 */
@Param(name = "code", gen = IntGen.class, conf = "0:3")
public class TimeWindowLincheckTests {

    private static final long SLICE = 1_000_000_000L;

    private final TimeWindow window = new TimeWindow(10, 0);

    @Operation
    public void record(@Param(name = "code") int code) {
        window.record(Outcome.values()[code], SLICE, Thresholds.NONE);
    }

    @Operation
    public long calls() {
        return window.counts(SLICE).calls();
    }

    @Operation
    public long slowFailed() {
        return window.counts(SLICE).slowFailed();
    }

    /** When the first slice has left the window, nothing of the second has. */
    @Operation
    public long callsWhenTheFirstSliceHasLeft() {
        return window.counts(10 * SLICE).calls();
    }

    /** The same, by counting. */
    public static class Specification {

        private Counts counts = Counts.NONE;

        public void record(int code) {
            counts = counts.plus(Outcome.values()[code]);
        }

        public long calls() {
            return counts.calls();
        }

        public long slowFailed() {
            return counts.slowFailed();
        }

        public long callsWhenTheFirstSliceHasLeft() {
            return counts.calls();
        }
    }

    @Test
    void isLinearizable() {
        Lincheck.check(TimeWindowLincheckTests.class, Specification.class);
    }
}
