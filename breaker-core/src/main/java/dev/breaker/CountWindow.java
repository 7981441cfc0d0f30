package dev.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Exactly the last N outcomes.
 *
 * <p><b>One word decides.</b> {@code head} packs, from the lowest bit: the code of the latest
 * outcome (2 bits), whether the ring is full (1), the position of the next outcome, the number of
 * failures, of slow calls and of slow failures, and in the remaining bits a lap number. A record is
 * one compare-and-set of this word, so that each recording thread knows the exact counts right
 * after its own outcome, and a reader takes them with one read.
 *
 * <p><b>The ring lags by one.</b> The codes themselves, which must be known when they leave the
 * window, stand in {@code words}: 16 codes of 2 bits in the low half of a long, a version in the
 * high half. The latest outcome stands only in the head; whoever records next writes it into the
 * ring first, and several threads may try: the version lets one succeed. The head cannot move on
 * before that is done, therefore the code at the head's position is final when the head is set.
 * Where the code is already what it should be, as in a window full of successes, nothing is
 * written.
 *
 * <p><b>The steady state writes nothing.</b> In a full window that holds successes only, one more
 * success changes nothing but the position, which does not matter among equals. So it is recorded
 * by reading the head, and takes effect at that moment: whatever fails afterwards comes after it.
 *
 * <p>A compare-and-set of the head could be fooled only by a thread that sleeps while the lap
 * number wraps around to the very same position and counts. It has 9 bits at least: more than two
 * million calls.
 */
final class CountWindow implements Window {

    /** The largest size where slow calls are not counted: two fields of 20 bits fit well. */
    static final int MOST_CALLS = 1_000_000;

    /** The largest size where they are: four fields of 13 bits leave 9 for the lap. */
    static final int MOST_CALLS_WITH_SLOW = 8_000;

    private static final VarHandle HEAD = VarHandles.of(MethodHandles.lookup(), "head", long.class);
    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

    private static final long CODE_MASK = 3;
    private static final long FULL = 1L << Outcome.CODE_BITS;
    private static final int POSITION_SHIFT = Outcome.CODE_BITS + 1;
    private static final int CODES_PER_WORD_SHIFT = 4;
    private static final int CODES_PER_WORD_MASK = (1 << CODES_PER_WORD_SHIFT) - 1;
    private static final long ONE_VERSION = 1L << 32;

    private final int size;
    private final boolean countsSlow;
    private final long fieldMask;
    private final int failedShift;
    private final int slowShift;
    private final int slowFailedShift;
    private final long oneLap;
    private final long fullAndCounts;
    private final long[] words;

    @SuppressWarnings("UnusedVariable") // written through HEAD
    private volatile long head;

    CountWindow(int size, boolean countsSlow) {
        this.size = size;
        this.countsSlow = countsSlow;
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(size);
        int slowBits = countsSlow ? bits : 0;
        fieldMask = (1L << bits) - 1;
        failedShift = POSITION_SHIFT + bits;
        slowShift = failedShift + bits;
        slowFailedShift = slowShift + slowBits;
        oneLap = 1L << (slowFailedShift + slowBits);
        fullAndCounts = FULL | (oneLap - (1L << failedShift));
        words = new long[(size + CODES_PER_WORD_MASK) >>> CODES_PER_WORD_SHIFT];
    }

    @Override
    public @Nullable Counts record(Outcome outcome, long now, Thresholds thresholds) {
        if (outcome == Outcome.SUCCESS && (head & fullAndCounts) == FULL) {
            return null;
        }
        long after = push(outcome.code());
        long failed = field(after, failedShift);
        long slow = slow(after, slowShift);
        if ((failed | slow) == 0) {
            return null;
        }
        long calls = calls(after);
        return thresholds.failuresReached(calls, failed) || thresholds.slowCallsReached(calls, slow)
                ? counts(after, calls)
                : null;
    }

    @Override
    public Counts counts(long now) {
        long current = head;
        return counts(current, calls(current));
    }

    private long push(int code) {
        while (true) {
            long current = head;
            int position = (int) field(current, POSITION_SHIFT);
            writeLatest(current, position == 0 ? size - 1 : position - 1);
            long next = advanced(current, position, code);
            if (HEAD.compareAndSet(this, current, next)) {
                return next;
            }
            Thread.onSpinWait();
        }
    }

    /** Brings the latest outcome, which so far only the head knows, into the ring. */
    private void writeLatest(long current, int position) {
        int index = position >>> CODES_PER_WORD_SHIFT;
        int shift = shiftOf(position);
        long word = (long) WORD.getVolatile(words, index);
        long code = current & CODE_MASK;
        if (((word >>> shift) & CODE_MASK) == code || head != current) {
            return; // written, or the head has moved on and the word read may be of a later lap
        }
        long written = (word & ~(CODE_MASK << shift)) | (code << shift);
        WORD.compareAndSet(words, index, word, written + ONE_VERSION);
    }

    private long advanced(long current, int position, int code) {
        long next = (current & ~CODE_MASK) + weight(code) + code;
        if ((current & FULL) != 0) {
            long word = (long) WORD.getVolatile(words, position >>> CODES_PER_WORD_SHIFT);
            next -= weight((int) ((word >>> shiftOf(position)) & CODE_MASK));
        }
        if (position + 1 < size) {
            return next + (1L << POSITION_SHIFT);
        }
        return ((next - ((long) position << POSITION_SHIFT)) | FULL) + oneLap;
    }

    /** What one outcome of this code adds to the counts in the head. */
    private long weight(int code) {
        long weight = (long) (code & 1) << failedShift;
        if (countsSlow && (code & 2) != 0) {
            weight += (1L << slowShift) + ((long) (code & 1) << slowFailedShift);
        }
        return weight;
    }

    private Counts counts(long head, long calls) {
        return new Counts(
                calls,
                field(head, failedShift),
                slow(head, slowShift),
                slow(head, slowFailedShift));
    }

    private long calls(long head) {
        return (head & FULL) != 0 ? size : field(head, POSITION_SHIFT);
    }

    private long field(long head, int shift) {
        return (head >>> shift) & fieldMask;
    }

    private long slow(long head, int shift) {
        return countsSlow ? field(head, shift) : 0;
    }

    private static int shiftOf(int position) {
        return (position & CODES_PER_WORD_MASK) * Outcome.CODE_BITS;
    }
}
