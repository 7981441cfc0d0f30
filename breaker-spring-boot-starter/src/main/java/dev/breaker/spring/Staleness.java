package dev.breaker.spring;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The age of the oldest remembered value that was served since {@link #begin()}. Belongs to the
 * thread until {@link #end()}, and may be told of values on any thread, then and later.
 */
final class Staleness {

    private static final ThreadLocal<@Nullable Staleness> CURRENT = new ThreadLocal<>();

    private final @Nullable Staleness outer;
    private final AtomicReference<@Nullable Duration> oldest = new AtomicReference<>();

    private Staleness(@Nullable Staleness outer) {
        this.outer = outer;
    }

    static Staleness begin() {
        Staleness begun = new Staleness(CURRENT.get());
        CURRENT.set(begun);
        return begun;
    }

    void end() {
        put(outer);
    }

    /** What this thread is asked to note; null if nobody wants to know. */
    static @Nullable Staleness current() {
        return CURRENT.get();
    }

    private static void put(@Nullable Staleness staleness) {
        if (staleness == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(staleness);
        }
    }

    /** The same context, and what this thread is asked to note now: then as well. */
    static CapturedContext around(CapturedContext context) {
        return restoring(context, current());
    }

    /** The same context, and what is asked to be noted there, if anybody asked. */
    static CapturedContext around(CapturedContext context, @Nullable Staleness listening) {
        return listening == null ? context : restoring(context, listening);
    }

    private static CapturedContext restoring(
            CapturedContext context, @Nullable Staleness listening) {
        return () -> {
            CapturedContext.Scope scope = context.restore();
            Staleness before = current();
            put(listening);
            return () -> {
                put(before);
                scope.close();
            };
        };
    }

    /** A remembered value was served; who listens further out wants to know as well. */
    void note(Duration age) {
        for (Staleness next = this; next != null; next = next.outer) {
            next.oldest.accumulateAndGet(age, Staleness::older);
        }
    }

    private static @Nullable Duration older(@Nullable Duration known, @Nullable Duration other) {
        return known == null || (other != null && other.compareTo(known) > 0) ? other : known;
    }

    /** Null if no remembered value was served. */
    @Nullable Duration age() {
        return oldest.get();
    }
}
