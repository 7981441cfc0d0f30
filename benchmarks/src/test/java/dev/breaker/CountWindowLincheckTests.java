package dev.breaker;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/**
 * A count window is a queue of the last two outcomes, however records interleave. Failures are the
 * looks at it, for each learns what the window holds right after itself.
 *
 * <p>A look from outside is not compared: a failure under way has its place among the calls before
 * it is counted, and somebody who looks meanwhile may see a later success and not yet the failure.
 */
@Param(name = "code", gen = IntGen.class, conf = "0:3")
public class CountWindowLincheckTests {

    private static final int SIZE = 2;

    /** What the window returns where it returns anything: a single failure is enough. */
    private static final Thresholds THRESHOLDS = new Thresholds(1, 101, 101, 1, 0);

    private final CountWindow window = new CountWindow(SIZE, true);

    /** What stands in the window right after a failure; nobody asks that of a success. */
    @Operation
    public String record(@Param(name = "code") int code) {
        Outcome outcome = Outcome.values()[code];
        Reached reached = window.record(outcome, 0, THRESHOLDS);
        return outcome.isFailure() ? String.valueOf(reached.counts()) : "";
    }

    /** The same, by a list. */
    public static class Specification {

        private final Deque<Outcome> last = new ArrayDeque<>();

        public String record(int code) {
            Outcome outcome = Outcome.values()[code];
            last.addLast(outcome);
            if (last.size() > SIZE) {
                last.removeFirst();
            }
            return outcome.isFailure() ? counts() : "";
        }

        private String counts() {
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
