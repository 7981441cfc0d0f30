package dev.breaker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A failure of the backend that may ask for a wait of its own. Cheap to make. */
final class BackendFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    final @Nullable Duration ownWait;

    BackendFailure(String message) {
        this(message, null);
    }

    BackendFailure(String message, @Nullable Duration ownWait) {
        super(message, null, false, false);
        this.ownWait = ownWait;
    }

    /** For {@code waitDurationFromFailure}. */
    static @Nullable Duration readWait(Throwable thrown) {
        return thrown instanceof BackendFailure failure ? failure.ownWait : null;
    }
}
