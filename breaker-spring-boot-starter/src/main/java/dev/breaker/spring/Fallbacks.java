package dev.breaker.spring;

import dev.breaker.CallNotPermittedException;
import dev.breaker.Outcome;
import java.util.Arrays;
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
     * @param fallbacks the most specific exception first, the one without an exception last
     * @param on for which exceptions
     * @param count counts the runs
     */
    Fallbacks(List<Fallback> fallbacks, FallbackOn on, LongAdder count) {
        this.fallbacks = fallbacks.toArray(Fallback[]::new);
        this.on = on;
        this.count = count;
    }

    /** The same, guarded by the breakers that there are now. */
    Fallbacks renewed(Breakers breakers) {
        return new Fallbacks(
                Arrays.stream(fallbacks).map(fallback -> fallback.renewed(breakers)).toList(),
                on,
                count);
    }

    /** What the caller gets when the call was not permitted. */
    <I> @Nullable Object afterRejection(
            CallNotPermittedException rejected, I invocation, Door<I> door) throws Throwable {
        return instead(List.of(rejected), invocation, door);
    }

    /** What the caller gets when the call threw. */
    <I> @Nullable Object afterException(
            Throwable thrown, Outcome outcome, I invocation, Door<I> door) throws Throwable {
        List<Throwable> chain = Wrappers.unwrap(thrown);
        boolean applies =
                switch (on) {
                    case FAILURE -> outcome.isFailure() || isRejection(chain);
                    case REJECTION -> isRejection(chain);
                    case ANY -> true;
                };
        if (!applies) {
            throw thrown;
        }
        return instead(chain, invocation, door);
    }

    /** By whichever breaker: that of a call further in means the same to the caller. */
    private static boolean isRejection(List<Throwable> chain) {
        return chain.get(chain.size() - 1) instanceof CallNotPermittedException;
    }

    private <I> @Nullable Object instead(List<Throwable> chain, I invocation, Door<I> door)
            throws Throwable {
        Throwable thrown = chain.get(0);
        FallbackChoice choice = FallbackChoice.among(fallbacks, chain);
        if (choice == null) {
            throw thrown;
        }
        count.increment();
        if (Wrappers.isInterruption(chain)) {
            Thread.currentThread().interrupt(); // the caller will not see it any more
        }
        Throwable given = choice.given();
        try {
            return choice.fallback()
                    .run(door.target(invocation), door.arguments(invocation), given);
        } catch (Throwable broken) {
            if (!isWithin(thrown, broken)
                    && !isWithin(broken, given)
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
            next = Wrappers.causeOf(next);
        }
        return false;
    }
}
