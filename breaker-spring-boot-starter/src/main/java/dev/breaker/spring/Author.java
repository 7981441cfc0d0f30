package dev.breaker.spring;

import org.jspecify.annotations.Nullable;

/**
 * Who does something, and why.
 *
 * @param by who; null where that is not known
 * @param reason why; null where he does not say
 */
public record Author(@Nullable String by, @Nullable String reason) {

    /** {@return after what he did: "by ann: because", or less where less is known} */
    public String words() {
        return "by " + (by == null ? "an operator" : by) + (reason == null ? "" : ": " + reason);
    }
}
