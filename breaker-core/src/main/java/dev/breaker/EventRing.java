package dev.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The failures and slow calls among the last N calls. Each is noted together with its ticket, the
 * number of calls before it, and has left as soon as N calls have come after it.
 *
 * <p><b>One word decides.</b> {@code head} packs, from the lowest bit: the failures, slow calls and
 * slow failures that the window holds, and how many events there ever were. The events stand in a
 * ring. An event is claimed by the compare-and-set of its place in the ring, and enters the counts
 * by that of the head; everybody who finds it claimed but not yet counted does that for it. The
 * oldest events leave in the same step, or when now and then a success sees to it; a reader looks
 * past those that should have.
 *
 * <p><b>Why the order is sound.</b> An event's ticket is read after the head that it is claimed
 * under, so tickets rise from event to event, and a success counts as earlier than an event exactly
 * where the event saw it. What the counts of an event are is computed before it is claimed, and the
 * claim succeeds only where nobody else was faster: so each event knows the exact counts right
 * after itself, whoever moves the head.
 *
 * <p>A place holds 22 bits of its ticket and 8 of the lap of the ring. The former is enough for
 * four million calls, of which a few in a thousand see to it that old events leave. To be fooled, a
 * thread has to sleep between two instructions and to wake at the very moment when lap, ticket and
 * kind of another event in its place are those of the one that it saw.
 */
final class EventRing extends Events {

    private static final VarHandle HEAD = VarHandles.of(MethodHandles.lookup(), "head", long.class);
    private static final VarHandle PART = MethodHandles.arrayElementVarHandle(int[][].class);
    private static final VarHandle PLACE = MethodHandles.arrayElementVarHandle(int[].class);

    private static final int PART_BITS = 10;
    private static final int TICKET_SHIFT = Outcome.CODE_BITS;
    private static final int TICKET_MASK = (1 << 22) - 1;
    private static final int LAP_SHIFT = 24;
    private static final int LAP_MASK = 255;

    private final CallCount calls;
    private final int size;
    private final int codeMask;
    private final int fieldBits;
    private final int eventShift;
    private final int ringBits;
    private final int[] @Nullable [] ring; // in parts, made when they are first needed

    @SuppressWarnings("UnusedVariable") // written through HEAD
    private volatile long head;

    EventRing(CallCount calls, int size, boolean countsSlow) {
        this.calls = calls;
        this.size = size;
        codeMask = countsSlow ? 3 : 1;
        fieldBits = bits(size);
        eventShift = countsSlow ? 3 * fieldBits : fieldBits;
        ringBits = bits(size); // more than size: the place of a new event is nobody's any more
        ring = new int[1 << Math.max(0, ringBits - PART_BITS)][];
    }

    private static int bits(int number) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(number);
    }

    /**
     * Adds an event.
     *
     * @param code bit 0: a failure; bit 1: slow
     */
    @Nullable Reached add(int code, Thresholds thresholds) {
        while (true) {
            long seen = head;
            long number = seen >>> eventShift;
            int[] part = part(number);
            int place = placeOf(number, part);
            int there = (int) PLACE.getVolatile(part, place);
            if (there >>> LAP_SHIFT == lap(number)) {
                count(seen, there);
                continue;
            }
            boolean wasFull = calls.isFull();
            long successes = calls.successes(); // after the head
            long ticket = successes + number;
            long next = withoutOld(seen, ticket + 1) + weight(code);
            int entry = entry(number, ticket, code);
            if (head == seen && PLACE.compareAndSet(part, place, there, entry)) {
                enter(seen, next, entry);
                long inARow = rowAfter(code, successes);
                long held = calls.held(ticket + 1, wasFull);
                Reached own = reached(next, held, inARow, thresholds);
                return own != null || wasFull ? own : judge(thresholds);
            }
        }
    }

    /** Brings an event of one's own into the head, unless somebody else does. */
    private void enter(long seen, long next, int entry) {
        long now = (long) HEAD.compareAndExchange(this, seen, next);
        if (now != seen) {
            for (; now >>> eventShift == seen >>> eventShift; now = head) {
                count(now, entry);
            }
        }
    }

    /** Brings an event that is claimed into the head; somebody may have been faster. */
    private void count(long seen, int entry) {
        long calls = ((entry >>> TICKET_SHIFT) & TICKET_MASK) + 1L;
        long next = withoutOld(seen, calls) + weight(entry & codeMask);
        HEAD.compareAndSet(this, seen, next);
    }

    private long rowAfter(int code, long successes) {
        if ((code & 1) != 0) {
            return lengthenRow(calls.slowSuccesses() + successes);
        }
        calls.succeededSlowly();
        return 0;
    }

    /**
     * What has come about by now while the window is not yet full: a success may then be what makes
     * rates known. Of a success and an event at the same time neither need see the other when it is
     * counted, so both look again afterwards, and whoever is later sees all.
     */
    @Nullable Reached judge(Thresholds thresholds) {
        while (true) {
            long seen = head;
            if (isClean(seen)) {
                return null;
            }
            boolean wasFull = calls.isFull();
            long soFar = callsAt(seen);
            long left = withoutOld(seen, soFar);
            if (head == seen) {
                return reached(left, calls.held(soFar, wasFull), 0, thresholds);
            }
        }
    }

    private @Nullable Reached reached(
            long head, long held, long failuresInARow, Thresholds thresholds) {
        long failed = field(head, 0);
        long slow = slow(head, 1);
        return thresholds.areReached(held, failed, slow, failuresInARow)
                ? new Reached(new Counts(held, failed, slow, slow(head, 2)), failuresInARow)
                : null;
    }

    /** Lets events leave that are over. */
    void tidyUp() {
        long seen = head;
        if (!isClean(seen)) {
            HEAD.compareAndSet(this, seen, withoutOld(seen, callsAt(seen)));
        }
    }

    /** What the window holds. */
    Counts counts() {
        while (true) {
            long seen = head;
            boolean wasFull = calls.isFull();
            long soFar = callsAt(seen);
            long left = withoutOld(seen, soFar);
            if (head == seen) {
                long held = calls.held(soFar, wasFull);
                return new Counts(held, field(left, 0), slow(left, 1), slow(left, 2));
            }
        }
    }

    /** What the window holds, in the order in which it came. */
    List<Stretch> stretches(long now) {
        while (true) {
            long seen = head;
            boolean wasFull = calls.isFull();
            long soFar = callsAt(seen);
            long left = withoutOld(seen, soFar);
            List<Stretch> stretches = stretches(now, left, soFar, calls.held(soFar, wasFull));
            if (head == seen) {
                return stretches;
            }
        }
    }

    private List<Stretch> stretches(long now, long head, long soFar, long held) {
        List<Stretch> stretches = new ArrayList<>();
        long end = head >>> eventShift;
        long from = soFar - held;
        for (long number = end - events(head); number != end; number++) {
            int[] part = part(number);
            int entry = (int) PLACE.getVolatile(part, placeOf(number, part));
            long successes = ((entry >>> TICKET_SHIFT) - from) & TICKET_MASK;
            stretches.add(Stretch.successes(now, successes));
            stretches.add(Stretch.event(now, entry & codeMask));
            from += successes + 1;
        }
        stretches.add(Stretch.successes(now, (soFar - from) & TICKET_MASK));
        return stretches;
    }

    /** All calls so far. The head is to be read before: its events have then seen no more. */
    private long callsAt(long head) {
        return calls.successes() + (head >>> eventShift);
    }

    /** The head less those events that left the window by this number of calls. */
    private long withoutOld(long head, long calls) {
        if (isAllOld(head, calls)) {
            return head & -(1L << eventShift);
        }
        long left = head;
        long end = head >>> eventShift;
        // bounded, for the places of a head that is no longer the head hold anything
        for (long number = end - events(head); number != end; number++) {
            int[] part = part(number);
            int entry = (int) PLACE.getVolatile(part, placeOf(number, part));
            if (!isOld(entry, calls)) {
                break;
            }
            left -= weight(entry & codeMask) - (1L << eventShift);
        }
        return left;
    }

    /** Whether even the latest event has left; spares going through all of them one by one. */
    private boolean isAllOld(long head, long calls) {
        if (isClean(head)) {
            return false;
        }
        long number = (head >>> eventShift) - 1;
        int[] part = part(number);
        int entry = (int) PLACE.getVolatile(part, placeOf(number, part));
        return isOld(entry, calls);
    }

    private boolean isOld(int entry, long calls) {
        return ((calls - (entry >>> TICKET_SHIFT)) & TICKET_MASK) > size;
    }

    private int[] part(long number) {
        int index = (int) (number & ((1L << ringBits) - 1)) >>> PART_BITS;
        int[] part = (int[]) PART.getAcquire(ring, index);
        if (part == null) {
            PART.compareAndSet(ring, index, null, new int[1 << Math.min(ringBits, PART_BITS)]);
            part = (int[]) PART.getAcquire(ring, index);
        }
        return part;
    }

    private static int placeOf(long number, int[] part) {
        return (int) number & (part.length - 1);
    }

    private int entry(long number, long ticket, int code) {
        return (lap(number) << LAP_SHIFT) | ((int) (ticket & TICKET_MASK) << TICKET_SHIFT) | code;
    }

    private int lap(long number) {
        return ((int) (number >>> ringBits) + 1) & LAP_MASK;
    }

    /** What an event adds to the head. */
    private long weight(int code) {
        long weight = (1L << eventShift) + (code & 1);
        return (code & 2) == 0
                ? weight
                : weight + (1L << fieldBits) + ((long) (code & 1) << (2 * fieldBits));
    }

    private boolean isClean(long head) {
        return (head & ((1L << eventShift) - 1)) == 0;
    }

    /** How many events the window holds. */
    private long events(long head) {
        return field(head, 0) + slow(head, 1) - slow(head, 2);
    }

    private long slow(long head, int index) {
        return codeMask == 3 ? field(head, index) : 0;
    }

    private long field(long head, int index) {
        return (head >>> (index * fieldBits)) & ((1L << fieldBits) - 1);
    }
}
