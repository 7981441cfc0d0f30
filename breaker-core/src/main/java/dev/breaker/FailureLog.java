package dev.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest failures of a phase, for whoever asks why it ended. Thread-safe, without locks; where
 * failures are alike, one more allocates nothing.
 *
 * <p>Each failure takes the next place of a ring. When it was and how long it took fit into one
 * word; its kind stands beside that, and is written only where it changes. A reader that is
 * overtaken by a whole ring of failures may see the time of one with the kind of another.
 *
 * <p>To look through a stack trace takes longer than all the rest, so it is done ten times a second
 * at the most: a flood of failures that are not alike does not become dearer by it.
 */
final class FailureLog {

    static final int SIZE = 32;

    private static final VarHandle NEXT = VarHandles.of(MethodHandles.lookup(), "next", long.class);
    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle KIND = MethodHandles.arrayElementVarHandle(FailureKind[].class);

    private static final int MILLIS_PER_PLACE = 100;

    private final long[] words = new long[SIZE];
    private final @Nullable FailureKind[] kinds = new FailureKind[SIZE];
    private volatile @Nullable FailureKind latest;
    private long lastPlaceAt; // by the wall clock; a race only looks once more

    @SuppressWarnings("UnusedVariable") // accessed through NEXT
    private volatile long next;

    /**
     * Takes note of a failure; before it is counted.
     *
     * @param cause null if a result was the failure
     * @param nanos how long the call took; negative where it was not measured
     * @return its number
     */
    long add(@Nullable Throwable cause, long nanos) {
        long millis = Failure.now();
        FailureKind kind = kind(cause, millis);
        long number = (long) NEXT.getAndAdd(this, 1L);
        int place = place(number);
        if (KIND.getOpaque(kinds, place) != kind) {
            KIND.setRelease(kinds, place, kind);
        }
        WORD.setRelease(words, place, FailureWord.pack(millis, nanos));
        return number;
    }

    private FailureKind kind(@Nullable Throwable cause, long millis) {
        String type = Failure.typeOf(cause);
        String message = Failure.messageOf(cause);
        FailureKind last = latest;
        if (last != null
                && last.isLike(type, message)
                && (last.where() != null || !mayLook(cause, millis))) {
            return last;
        }
        FailureKind made = new FailureKind(type, message, where(cause, millis));
        latest = made;
        return made;
    }

    private boolean mayLook(@Nullable Throwable cause, long millis) {
        return cause != null && Math.abs(millis - lastPlaceAt) >= MILLIS_PER_PLACE;
    }

    private @Nullable String where(@Nullable Throwable cause, long millis) {
        if (cause == null || !mayLook(cause, millis)) {
            return null;
        }
        lastPlaceAt = millis;
        return Place.of(cause);
    }

    private static int place(long number) {
        return (int) number & (SIZE - 1);
    }

    /** The failure of a number; null if it is not there yet. */
    @Nullable Failure failure(long number) {
        long word = (long) WORD.getAcquire(words, place(number));
        FailureKind kind = (FailureKind) KIND.getAcquire(kinds, place(number));
        if (kind == null || word == 0) {
            return null;
        }
        long nanos = FailureWord.nanos(word);
        return new Failure(
                kind.type(),
                kind.message(),
                Instant.ofEpochMilli(FailureWord.millis(word)),
                nanos < 0 ? null : Duration.ofNanos(nanos),
                kind.where());
    }

    /** The latest of all; null if there is none. */
    @Nullable Failure newest() {
        long end = next;
        Failure failure = null; // the last places may be taken, and not yet written
        for (long number = end - 1;
                failure == null && number >= Math.max(0, end - SIZE);
                number--) {
            failure = failure(number);
        }
        return failure;
    }

    /** The latest so many, as far as they are known, the newest first. */
    List<Failure> newest(long most) {
        List<Failure> failures = new ArrayList<>();
        long end = next;
        long begin = Math.max(0, end - Math.min(most, SIZE));
        for (long number = end - 1; number >= begin; number--) {
            Failure failure = failure(number);
            if (failure != null) {
                failures.add(failure);
            }
        }
        return failures;
    }
}
