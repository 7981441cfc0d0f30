package dev.breaker.spring;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which fallback runs for an exception. A wrapper stands for what it wraps, as it does for the
 * breaker, unless a fallback asks for wrappers of its kind.
 *
 * @param fallback the fallback
 * @param thrown the exception of the guarded call
 * @param given the exception that the fallback gets: the one for which it was chosen
 * @param count counts the runs
 * @param knowledge of the guarded method, for a fallback that is guarded itself
 */
record FallbackChoice(
        Fallback fallback,
        Throwable thrown,
        Throwable given,
        FallbackCount count,
        Knowledge knowledge)
        implements Substitute {

    private static final int DEEPEST_CAUSE = 100; // causes can form a circle themselves

    /**
     * Chooses.
     *
     * @param fallbacks the most specific exception first, the one without an exception last
     * @param chain the exception of the guarded call, as {@link Wrappers#unwrap} takes it apart
     * @param count counts the runs
     * @param knowledge of the guarded method
     * @return null if none takes the exception
     */
    static @Nullable FallbackChoice among(
            Fallback[] fallbacks, List<Throwable> chain, FallbackCount count, Knowledge knowledge) {
        Throwable given = chain.get(chain.size() - 1);
        Fallback fallback = null;
        for (int i = 0; i < chain.size() - 1 && fallback == null; i++) {
            fallback = by(chain.get(i), fallbacks, true);
            given = fallback == null ? given : chain.get(i);
        }
        if (fallback == null) {
            fallback = by(given, fallbacks, false);
        }
        if (fallback == null && chain.size() > 1) {
            fallback = by(chain.get(0), fallbacks, false);
            given = fallback == null ? given : chain.get(0);
        }
        if (fallback == null) {
            fallback = byNone(fallbacks);
        }
        return fallback == null
                ? null
                : new FallbackChoice(fallback, chain.get(0), given, count, knowledge);
    }

    private static @Nullable Fallback by(
            Throwable thrown, Fallback[] fallbacks, boolean wrappersOnly) {
        for (Fallback fallback : fallbacks) {
            Class<? extends Throwable> type = fallback.fit().exception();
            if (type != null
                    && type.isInstance(thrown)
                    && (!wrappersOnly || Wrappers.include(type))) {
                return fallback;
            }
        }
        return null;
    }

    private static @Nullable Fallback byNone(Fallback[] fallbacks) {
        for (Fallback fallback : fallbacks) {
            if (fallback.fit().exception() == null) {
                return fallback;
            }
        }
        return null;
    }

    @Override
    public <I> @Nullable Object run(I invocation, Door<I> door, CapturedContext context)
            throws Throwable {
        count.increment(context);
        try {
            return fallback.run(
                    door.target(invocation),
                    door.arguments(invocation),
                    given,
                    context,
                    () -> knowledge.recall(invocation, door));
        } catch (Throwable broken) {
            throw withFailure(broken);
        }
    }

    @Override
    public FallbackAnswer answer() {
        return fallback.fit().answer();
    }

    @Override
    public Throwable withFailure(Throwable broken) {
        if (!isWithin(thrown, broken)
                && !isWithin(broken, given)
                && broken.getSuppressed().length == 0) { // one instance may be thrown for ever
            broken.addSuppressed(thrown);
        }
        return broken;
    }

    /**
     * Whether one exception is the other or among its causes. A fallback may throw what it was
     * given, a cause of it, or wrap it; to suppress it as well would make a circle.
     */
    private static boolean isWithin(Throwable outer, Throwable inner) {
        Throwable next = outer;
        for (int depth = 0; next != null && depth < DEEPEST_CAUSE; depth++) {
            if (next == inner) {
                return true;
            }
            next = Wrappers.causeOf(next);
        }
        return false;
    }

    @Override
    public String description() {
        return "The fallback " + fallback.fit().signature();
    }
}
