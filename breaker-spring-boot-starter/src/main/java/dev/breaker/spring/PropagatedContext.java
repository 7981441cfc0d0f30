package dev.breaker.spring;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** The context that Micrometer's context-propagation knows. */
final class PropagatedContext implements ContextCapture {

    private static final Log logger = LogFactory.getLog(PropagatedContext.class);

    /** What a thread has of its own, from other work, must not reach a fallback. */
    private final ContextSnapshotFactory factory =
            ContextSnapshotFactory.builder().clearMissing(true).build();

    private final AtomicBoolean warned = new AtomicBoolean();

    @Override
    public CapturedContext capture(@Nullable Object carrier) {
        try {
            ContextSnapshot snapshot =
                    carrier == null ? factory.captureAll() : factory.captureAll(carrier);
            return () -> restored(snapshot);
        } catch (RuntimeException broken) {
            return warn(broken, CapturedContext.NONE);
        }
    }

    private CapturedContext.Scope restored(ContextSnapshot snapshot) {
        try {
            return closing(snapshot.setThreadLocals());
        } catch (RuntimeException broken) {
            return warn(broken, () -> {});
        }
    }

    private CapturedContext.Scope closing(ContextSnapshot.Scope scope) {
        return () -> {
            try {
                scope.close();
            } catch (RuntimeException broken) {
                warn(broken, scope);
            }
        };
    }

    /** Somebody's accessor is broken: that must not change what becomes of a call. */
    private <T> T warn(RuntimeException broken, T instead) {
        if (!warned.getAndSet(true)) {
            logger.warn(
                    "The context of a call could not be carried to its fallback; the call is not affected",
                    broken);
        }
        return instead;
    }
}
