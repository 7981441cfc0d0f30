package dev.breaker.spring;

import org.jspecify.annotations.Nullable;

/** A text that depends on a call: the key for which it asks, or the name of its breaker. */
interface CallText {

    /**
     * The text for one call; null where something in it is null.
     *
     * @throws IllegalStateException if it cannot be told
     */
    @Nullable String of(@Nullable Object target, @Nullable Object[] arguments);

    /** As it was written, placeholders filled in: texts of one method with equal ones are equal. */
    String written();
}
