package dev.breaker.spring;

import org.jspecify.annotations.Nullable;

/**
 * The breaker for which an annotation asks, its placeholders filled in.
 *
 * @param name its name; where the name depends on the call, what is common to all of them
 * @param configuration the base of its settings; empty if none is named
 * @param key what tells the breakers of calls apart; null where they all have the same
 * @param keyIsName whether that is the name of a breaker, and not a key of one name
 */
record AskedBreaker(String name, String configuration, @Nullable CallText key, boolean keyIsName) {

    KeyedBreakers family(BreakerFamilies families) {
        return keyIsName
                ? families.names(name, configuration)
                : families.family(name, configuration);
    }

    /** Whether calls of one method ask for the very breaker for which its fallback asks. */
    static boolean areSame(@Nullable CallText one, @Nullable CallText other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.written().equals(other.written());
    }
}
