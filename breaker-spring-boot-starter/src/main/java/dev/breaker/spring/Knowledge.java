package dev.breaker.spring;

import org.jspecify.annotations.Nullable;

/**
 * What is known of earlier answers to a call.
 *
 * @param memory of the method; null if it has none
 * @param isBacked whether the method is the fallback of one that has a memory, or of one whose
 *     fallback it is
 */
record Knowledge(@Nullable Memory memory, boolean isBacked) {

    static final Knowledge NONE = new Knowledge(null, false);

    /** The same for a fallback of the method. */
    Knowledge ofFallback(@Nullable Memory itsOwn) {
        return new Knowledge(itsOwn, !isNone());
    }

    boolean isNone() {
        return memory == null && !isBacked;
    }

    <I> void remember(I invocation, Door<I> door, @Nullable Object value) {
        if (memory != null) {
            memory.remember(invocation, door, value);
        }
    }

    /** The last answer to the call, or else to the one for which it stands in; null if none is. */
    <I> @Nullable Recalled recall(I invocation, Door<I> door) {
        Recalled own = memory == null ? null : memory.recall(invocation, door);
        return own == null && isBacked ? door.recall(invocation) : own;
    }
}
