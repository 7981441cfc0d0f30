package dev.breaker.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** Captures what surrounds a call. Thread-safe. */
@FunctionalInterface
interface ContextCapture {

    /**
     * Captures what there is now.
     *
     * @param carrier holds more of it, such as Reactor's context; beats the thread locals
     */
    CapturedContext capture(@Nullable Object carrier);

    /**
     * What a fallback of this call will need; nothing where there is none.
     *
     * @param carrier as for {@link #capture}
     */
    default <I> CapturedContext around(
            MethodPlan plan, I invocation, Door<I> door, @Nullable Object carrier) {
        if (plan.fallbacks().areNone()) {
            return CapturedContext.NONE;
        }
        CapturedContext known = door.context(invocation);
        if (known != null) {
            return known;
        }
        CapturedContext captured = capture(carrier);
        return plan.fallbacks().mayBeStale() ? Staleness.around(captured) : captured;
    }

    /**
     * That of the application: by Micrometer's context-propagation if it is there, of nothing if
     * not.
     */
    static ContextCapture of(@Nullable ClassLoader loader) {
        return ClassUtils.isPresent("io.micrometer.context.ContextSnapshotFactory", loader)
                ? new PropagatedContext()
                : carrier -> CapturedContext.NONE;
    }
}
