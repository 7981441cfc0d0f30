package dev.breaker.spring;

import java.util.Set;

/** Something that puts calls behind configured breakers, and is no annotation. */
public interface BreakerUser {

    /** {@return the names of its breakers, as far as they are known at the start} */
    Set<String> breakerNames();
}
