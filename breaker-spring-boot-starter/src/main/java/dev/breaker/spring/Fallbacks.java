package dev.breaker.spring;

import dev.breaker.CallNotPermittedException;
import dev.breaker.Outcome;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What runs instead of a call of one guarded method that failed or was rejected. */
final class Fallbacks {

    private static final int DEEPEST_CAUSE = 100; // causes can form a circle themselves

    private final Fallback[] fallbacks;
    private final FallbackOn on;
    private final LongAdder count;

    /**
     * Fallbacks.
     *
     * @param fallbacks the first that takes an exception runs
     * @param on for which exceptions
     * @param count counts the runs
     */
    Fallbacks(List<Fallback> fallbacks, FallbackOn on, LongAdder count) {
        this.fallbacks = fallbacks.toArray(Fallback[]::new);
        this.on = on;
        this.count = count;
    }

    /** What the caller gets when the call was not permitted. */
    <I> @Nullable Object afterRejection(
            CallNotPermittedException rejected, I invocation, Door<I> door) throws Throwable {
        return instead(rejected, invocation, door);
    }

    /** What the caller gets when the call threw. */
    <I> @Nullable Object afterException(
            Throwable thrown, Outcome outcome, I invocation, Door<I> door) throws Throwable {
        boolean applies =
                switch (on) {
                    case FAILURE -> outcome.isFailure() || isRejection(thrown);
                    case REJECTION -> isRejection(thrown);
                    case ANY -> true;
                };
        if (!applies) {
            throw thrown;
        }
        return instead(thrown, invocation, door);
    }

    /** By whichever breaker: that of a call further in means the same to the caller. */
    private static boolean isRejection(Throwable thrown) {
        return thrown instanceof CallNotPermittedException;
    }

    private <I> @Nullable Object instead(Throwable thrown, I invocation, Door<I> door)
            throws Throwable {
        for (Fallback fallback : fallbacks) {
            if (fallback.takes(thrown)) {
                return run(fallback, thrown, invocation, door);
            }
        }
        throw thrown;
    }

    private <I> @Nullable Object run(
            Fallback fallback, Throwable thrown, I invocation, Door<I> door) throws Throwable {
        count.increment();
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt(); // the caller will not see it any more
        }
        try {
            return fallback.run(door.target(invocation), door.arguments(invocation), thrown);
        } catch (Throwable broken) {
            if (!isWithin(thrown, broken)
                    && !isWithin(broken, thrown)
                    && broken.getSuppressed().length == 0) { // one instance may be thrown for ever
                broken.addSuppressed(thrown);
            }
            throw broken;
        }
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
            next = next.getCause();
        }
        return false;
    }
}
