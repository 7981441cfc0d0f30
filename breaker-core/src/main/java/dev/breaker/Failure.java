package dev.breaker;

import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a failed call. The exception itself is not kept, so that nothing that hangs
 * on it (a response body, a class loader) outlives the call.
 *
 * @param type the class name of the exception, or {@code "result"} where a returned value counted
 *     as failure
 * @param message the exception's message; may hold what users sent, so show it only where that is
 *     allowed
 * @param at when the call ended, by the wall clock, to the millisecond
 * @param duration how long it took, to about a microsecond; null where calls are not measured
 * @param where the place in the application's code that the exception came through, as in a stack
 *     trace; null where that is not known: it is looked up ten times a second at the most, and once
 *     for failures that are alike
 */
public record Failure(
        String type,
        @Nullable String message,
        Instant at,
        @Nullable Duration duration,
        @Nullable String where)
        implements Serializable {

    /** A failure that was not measured, and of which no place is known. */
    Failure(String type, @Nullable String message, Instant at) {
        this(type, message, at, null, null);
    }

    static Failure of(@Nullable Throwable thrown, long nanos) {
        return new Failure(
                typeOf(thrown),
                messageOf(thrown),
                Instant.ofEpochMilli(now()),
                nanos < 0 ? null : Duration.ofNanos(nanos),
                thrown == null ? null : Place.of(thrown));
    }

    /** The wall clock; to read its nanoseconds takes twice as long. */
    static long now() {
        return Clock.systemUTC().millis();
    }

    static String typeOf(@Nullable Throwable thrown) {
        return thrown == null ? "result" : thrown.getClass().getName();
    }

    static @Nullable String messageOf(@Nullable Throwable thrown) {
        try {
            return thrown == null ? null : thrown.getMessage();
        } catch (Throwable broken) { // getMessage() may be the user's code
            return null;
        }
    }
}
