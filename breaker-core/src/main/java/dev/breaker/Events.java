package dev.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What a window knows of outcomes that are no plain successes: here the row of failures it ends
 * with, below how many there are. Thread-safe, without locks.
 *
 * <p>All that is written for such an outcome stands in here and apart from what every call reads:
 * whoever succeeds while others fail does not have to fetch it anew each time.
 *
 * <p><b>The row.</b> A counter that every success has to move would be the busiest word of a
 * breaker. Therefore successes are only counted, and {@code row} packs what changes with a failure:
 * the number of failures in a row (high bits) and how many successes there had been by the last of
 * them (low bits). Where there are more by now, the row has ended. Each failure learns from its own
 * compare-and-set how long the row is, so exactly one of them reaches a threshold. One that is
 * overtaken by another with more successes stands behind it in the row: both were under way.
 */
abstract sealed class Events permits EventRing, EventSums {

    private static final VarHandle ROW = VarHandles.of(MethodHandles.lookup(), "row", long.class);

    private static final int FAILURES_SHIFT = 40;
    private static final long SUCCESSES_MASK = (1L << FAILURES_SHIFT) - 1;
    private static final long MOST_FAILURES = (1L << (Long.SIZE - FAILURES_SHIFT - 1)) - 1;

    /** By how many successes a failure may be overtaken while it is recorded. */
    private static final long MOST_OVERTAKING = 1L << 20;

    private volatile long row;

    /**
     * Adds a failure to the row.
     *
     * @param successes how many there had been when the failure was counted
     * @return how many failures there have been in a row
     */
    final long lengthenRow(long successes) {
        while (true) {
            long before = row;
            long known = latest(before & SUCCESSES_MASK, successes & SUCCESSES_MASK);
            long failures = Math.min(failuresIn(before, known) + 1, MOST_FAILURES);
            if (ROW.compareAndSet(this, before, (failures << FAILURES_SHIFT) | known)) {
                return failures;
            }
        }
    }

    /** The latter of two numbers, which wrap around, unless it is a little behind. */
    private static long latest(long known, long other) {
        return ((known - other) & SUCCESSES_MASK) < MOST_OVERTAKING ? known : other;
    }

    /**
     * Begins with what another window ended with, which took over its outcomes.
     *
     * @param successes how many this one has counted
     */
    final void seedRow(InARow inARow, long successes) {
        long failures = Math.min(inARow.failures(), MOST_FAILURES);
        row = (failures << FAILURES_SHIFT) | ((successes - inARow.successes()) & SUCCESSES_MASK);
    }

    /** The row as it is; to be read before the successes that it is compared with. */
    final long row() {
        return row;
    }

    /** How many failures such a row has, where there were so many successes. */
    static long failuresIn(long row, long successes) {
        boolean goesOn = (row & SUCCESSES_MASK) == (successes & SUCCESSES_MASK);
        return goesOn ? row >>> FAILURES_SHIFT : 0;
    }

    /** How many of so many successes came after such a row. */
    static long successesAfter(long row, long successes) {
        return (successes - row) & SUCCESSES_MASK;
    }
}
