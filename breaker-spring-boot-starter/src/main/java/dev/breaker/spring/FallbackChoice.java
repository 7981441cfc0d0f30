package dev.breaker.spring;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which fallback runs for an exception. A wrapper stands for what it wraps, as it does for the
 * breaker, unless a fallback asks for wrappers of its kind.
 *
 * @param fallback the fallback
 * @param given the exception it gets: the one for which it was chosen
 */
record FallbackChoice(Fallback fallback, Throwable given) {

    /**
     * Chooses.
     *
     * @param fallbacks the most specific exception first, the one without an exception last
     * @param chain the exception of the guarded call, as {@link Wrappers#unwrap} takes it apart
     * @return null if none takes the exception
     */
    static @Nullable FallbackChoice among(Fallback[] fallbacks, List<Throwable> chain) {
        Throwable thrown = chain.get(0);
        Throwable meant = chain.get(chain.size() - 1);
        for (Throwable wrapper : chain.subList(0, chain.size() - 1)) {
            FallbackChoice asked = by(wrapper, fallbacks, true);
            if (asked != null) {
                return asked;
            }
        }
        FallbackChoice choice = by(meant, fallbacks, false);
        if (choice == null && meant != thrown) {
            choice = by(thrown, fallbacks, false);
        }
        return choice == null ? byNone(meant, fallbacks) : choice;
    }

    private static @Nullable FallbackChoice by(
            Throwable thrown, Fallback[] fallbacks, boolean wrappersOnly) {
        for (Fallback fallback : fallbacks) {
            Class<? extends Throwable> type = fallback.fit().exception();
            if (type != null
                    && type.isInstance(thrown)
                    && (!wrappersOnly || Wrappers.include(type))) {
                return new FallbackChoice(fallback, thrown);
            }
        }
        return null;
    }

    private static @Nullable FallbackChoice byNone(Throwable meant, Fallback[] fallbacks) {
        for (Fallback fallback : fallbacks) {
            if (fallback.fit().exception() == null) {
                return new FallbackChoice(fallback, meant);
            }
        }
        return null;
    }
}
