package dev.breaker.spring.endpoint;

import dev.breaker.Breaker;
import dev.breaker.Failure;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the failures of a breaker come from. The breaker knows it of the first of failures that are
 * alike, and is asked ten times a second at the most, so that a flood of failures does not become
 * dearer by it. Thread-safe: a race only asks once more.
 */
final class FailurePlaces {

    private static final int MILLIS_PER_QUESTION = 100;

    private final Breaker breaker;
    private volatile @Nullable Failure latest;
    private volatile long askedAt;

    FailurePlaces(Breaker breaker) {
        this.breaker = breaker;
    }

    /** Where a failure came from that the breaker has heard of; null where that is not known. */
    @Nullable String of(Throwable thrown, Instant at) {
        if (Math.abs(at.toEpochMilli() - askedAt) >= MILLIS_PER_QUESTION) {
            askedAt = at.toEpochMilli();
            latest = breaker.snapshot().lastFailure();
        }
        Failure known = latest;
        return known != null && isLike(known, thrown) ? known.where() : null;
    }

    private static boolean isLike(Failure known, Throwable thrown) {
        return known.type().equals(thrown.getClass().getName())
                && Objects.equals(known.message(), messageOf(thrown));
    }

    private static @Nullable String messageOf(Throwable thrown) {
        try {
            return thrown.getMessage();
        } catch (RuntimeException broken) { // getMessage() may be the user's code
            return null;
        }
    }
}
