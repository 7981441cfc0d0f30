package dev.breaker.spring;

import java.util.Set;

/**
 * Something that puts calls behind configured breakers, and is no annotation. Asked when the
 * application starts, so that no name is reported as unused that is used.
 */
public interface BreakerUser {

    /** {@return the names of its breakers, as far as they are known at the start} */
    Set<String> breakerNames();
}
