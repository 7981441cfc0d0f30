package dev.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** Holds the {@link FailureLog} of a generation, which is made for its first failure. */
final class FailureCell {

    private static final VarHandle LOG =
            VarHandles.of(MethodHandles.lookup(), "log", FailureLog.class);

    private volatile @Nullable FailureLog log;

    FailureLog log() {
        FailureLog present = log;
        if (present != null) {
            return present;
        }
        FailureLog made = new FailureLog();
        FailureLog faster = (FailureLog) LOG.compareAndExchange(this, null, made);
        return faster == null ? made : faster;
    }

    /** The latest failure; null if there is none. */
    @Nullable Failure newest() {
        FailureLog present = log;
        return present == null ? null : present.newest();
    }
}
