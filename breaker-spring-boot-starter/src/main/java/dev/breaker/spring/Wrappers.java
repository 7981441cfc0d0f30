package dev.breaker.spring;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Exceptions that say nothing by themselves but wrap another one, from another thread or through a
 * proxy. The same through which a breaker looks when it judges an exception.
 */
final class Wrappers {

    private static final List<Class<? extends Throwable>> TYPES =
            List.of(
                    CompletionException.class,
                    ExecutionException.class,
                    UndeclaredThrowableException.class,
                    InvocationTargetException.class);

    /** Those that bring what happened to another thread. */
    private static final List<Class<? extends Throwable>> FROM_ELSEWHERE =
            List.of(CompletionException.class, ExecutionException.class);

    private static final int DEEPEST = 100; // causes can form a circle

    private Wrappers() {}

    /** Whether a type is one of these, or made to be one. */
    static boolean include(Class<? extends Throwable> type) {
        return isOneOf(TYPES, type);
    }

    private static boolean isOneOf(
            List<Class<? extends Throwable>> wrappers, Class<? extends Throwable> type) {
        for (Class<? extends Throwable> wrapper : wrappers) {
            if (wrapper.isAssignableFrom(type)) {
                return true;
            }
        }
        return false;
    }

    /** The exception, what it wraps, and so on to the one that is meant; only itself if it is. */
    static List<Throwable> unwrap(Throwable thrown) {
        Throwable inner = wrappedBy(thrown);
        if (inner == null) {
            return List.of(thrown);
        }
        List<Throwable> chain = new ArrayList<>(List.of(thrown));
        while (inner != null && chain.size() <= DEEPEST) {
            chain.add(inner);
            inner = wrappedBy(inner);
        }
        return chain;
    }

    /** Whether it was this thread that was interrupted. */
    static boolean isInterruption(Throwable thrown) {
        List<Throwable> chain = unwrap(thrown);
        return chain.get(chain.size() - 1) instanceof InterruptedException
                && chain.stream().noneMatch(next -> isOneOf(FROM_ELSEWHERE, next.getClass()));
    }

    private static @Nullable Throwable wrappedBy(Throwable thrown) {
        return include(thrown.getClass()) ? causeOf(thrown) : null;
    }

    /** The cause of an exception; none if asking for it, which may be the user's code, fails. */
    static @Nullable Throwable causeOf(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (Throwable broken) {
            return null;
        }
    }
}
