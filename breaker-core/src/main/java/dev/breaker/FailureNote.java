package dev.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The last failure, as a window keeps it. Where failures are alike only the time moves, which
 * allocates nothing and leaves no reference for the garbage collector to follow.
 */
final class FailureNote {

    private static final VarHandle MILLIS =
            VarHandles.of(MethodHandles.lookup(), "millis", long.class);

    private final String type;
    private final @Nullable String message;

    @SuppressWarnings("UnusedVariable") // accessed through MILLIS
    private long millis;

    FailureNote(String type, @Nullable String message, long millis) {
        this.type = type;
        this.message = message;
        this.millis = millis;
    }

    /** Takes in one more failure, if it is like this one. */
    boolean takesIn(String type, @Nullable String message, long millis) {
        if (!type.equals(this.type) || !Objects.equals(message, this.message)) {
            return false;
        }
        if (millis
                > (long) MILLIS.getOpaque(this)) { // else others would have to fetch it for nothing
            MILLIS.setOpaque(this, millis);
        }
        return true;
    }

    Failure failure() {
        return new Failure(type, message, Instant.ofEpochMilli((long) MILLIS.getOpaque(this)));
    }
}
