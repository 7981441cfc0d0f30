package dev.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A few counters that many threads add to. Thread-safe, without locks.
 *
 * <p>They stand side by side in one small array until threads have got in each other's way a few
 * times. From then on there are several such rows, each in cache lines of its own, and a thread
 * adds to the row that its id stands for; a sum goes through all. Numbers of threads follow each
 * other, and a multiplication by the golden ratio spreads neighbours as far as can be.
 *
 * <p>Nothing is taken away from a cell. So a sum that is read after another one is not smaller, and
 * lies between what was true when the reading began and when it ended.
 *
 * <p>Rejected: a {@code LongAdder} for each counter. Fourteen of them are a third of a breaker,
 * rows of different counters are in different lines, and none says how far it has come.
 */
sealed class StripedCounters permits CallCount {

    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle ROWS =
            VarHandles.of(MethodHandles.lookup(), "rows", long[].class);

    /** Longs in two cache lines, for processors fetch pairs of them. */
    static final int MOST_COUNTERS = 16;

    private static final int MOST_ROW_BITS = 6;
    private static final int ROW_BITS = rowBits(Runtime.getRuntime().availableProcessors());
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    /** So many times threads have to meet, or else once in a lifetime would be enough. */
    private static final int FEW_COLLISIONS = 16;

    private final long[] first;
    private volatile long @Nullable [] rows;
    private int collisions; // roughly: some may be lost

    StripedCounters(int counters) {
        if (counters > MOST_COUNTERS) {
            throw new IllegalArgumentException(
                    "At most %s counters fit, not %s".formatted(MOST_COUNTERS, counters));
        }
        first = new long[counters];
    }

    /** Four rows a processor: that two threads which run share one is then rare. */
    private static int rowBits(int processors) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(4 * processors - 1);
        return Math.min(bits, MOST_ROW_BITS);
    }

    /**
     * Adds one.
     *
     * @return how far the cell that was moved has come; of a few cells each counts on its own
     */
    final long increment(int counter) {
        return add(counter, 1);
    }

    final long add(int counter, long by) {
        long[] striped = rows;
        if (striped == null) {
            long before = (long) CELL.getVolatile(first, counter);
            if (CELL.compareAndSet(first, counter, before, before + by)) {
                return before + by;
            }
            if (++collisions < FEW_COLLISIONS) {
                return (long) CELL.getAndAdd(first, counter, by) + by;
            }
            striped = stripe();
        }
        int row = rowOf(Thread.currentThread().getId());
        return (long) CELL.getAndAdd(striped, row * MOST_COUNTERS + counter, by) + by;
    }

    /** From now on there are several rows. */
    final long[] stripe() {
        // one row more: the length of the array is read by all, so nobody writes beside it
        long[] made = new long[((1 << ROW_BITS) + 1) * MOST_COUNTERS];
        long[] there = (long[]) ROWS.compareAndExchange(this, null, made);
        return there == null ? made : there;
    }

    static int rowOf(long thread) {
        long spread = thread * GOLDEN_RATIO;
        return (int) (spread >>> (Long.SIZE - ROW_BITS)) + 1;
    }

    final long sum(int counter) {
        long sum = (long) CELL.getVolatile(first, counter);
        long[] striped = rows;
        if (striped != null) {
            for (int i = MOST_COUNTERS + counter; i < striped.length; i += MOST_COUNTERS) {
                sum += (long) CELL.getVolatile(striped, i);
            }
        }
        return sum;
    }
}
