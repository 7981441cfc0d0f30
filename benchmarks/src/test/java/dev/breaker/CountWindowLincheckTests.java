package dev.breaker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/**
 * A count window that is full is a queue of the last two outcomes, however records and looks
 * interleave.
 */
@Param(name = "code", gen = IntGen.class, conf = "0:3")
public class CountWindowLincheckTests {

    private static final int SIZE = 2;

    /** What the window returns where it returns anything: a single failure is enough. */
    private static final Thresholds THRESHOLDS = new Thresholds(1, 101, 101, 1, 0);

    private final CountWindow window = new CountWindow(SIZE, true);

    /** Begins with a full window. */
    public CountWindowLincheckTests() {
        window.record(Outcome.SUCCESS, 0, THRESHOLDS);
        window.record(Outcome.SUCCESS, 0, THRESHOLDS);
    }

    /** What stands in the window right after a failure; nobody asks that of a success. */
    @Operation
    public String record(@Param(name = "code") int code) {
        Outcome outcome = Outcome.values()[code];
        Counts reached = window.record(outcome, 0, THRESHOLDS);
        return outcome.isFailure() ? String.valueOf(reached) : "";
    }

    @Operation
    public String counts() {
        return window.counts(0).toString();
    }

    /** The same, by a list. */
    public static class Specification {

        private final Deque<Outcome> last =
                new ArrayDeque<>(List.of(Outcome.SUCCESS, Outcome.SUCCESS));

        public String record(int code) {
            Outcome outcome = Outcome.values()[code];
            last.addLast(outcome);
            if (last.size() > SIZE) {
                last.removeFirst();
            }
            return outcome.isFailure() ? counts() : "";
        }

        public String counts() {
            Counts counts = Counts.NONE;
            for (Outcome outcome : last) {
                counts = counts.plus(outcome);
            }
            return counts.toString();
        }
    }

    @Test
    void isLinearizable() {
        Lincheck.check(CountWindowLincheckTests.class, Specification.class);
    }
}
