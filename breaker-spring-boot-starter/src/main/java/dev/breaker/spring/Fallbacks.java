package dev.breaker.spring;

import dev.breaker.CallNotPermittedException;
import dev.breaker.Outcome;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What runs instead of a call of one guarded method that failed or was rejected. */
final class Fallbacks {

    private static final int DEEPEST_CAUSE = 100; // causes can form a circle themselves

    /** Where fallbacks run. */
    private enum Place {
        /** In the breaker. */
        HERE,
        /** Further out: what they are for is noted, and thrown. */
        FURTHER_OUT,
        /** Here, and the breaker is further in: for what it has noted. */
        LATE
    }

    private final Fallback[] fallbacks;
    private final FallbackOn on;
    private final LongAdder count;
    private final Place place;
    private final Set<Throwable> noted;

    /**
     * Fallbacks.
     *
     * @param fallbacks the most specific exception first, the one without an exception last
     * @param on for which exceptions
     * @param count counts the runs
     */
    Fallbacks(List<Fallback> fallbacks, FallbackOn on, LongAdder count) {
        this(
                fallbacks.toArray(Fallback[]::new),
                on,
                count,
                Place.HERE,
                Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>())));
    }

    private Fallbacks(
            Fallback[] fallbacks,
            FallbackOn on,
            LongAdder count,
            Place place,
            Set<Throwable> noted) {
        this.fallbacks = fallbacks;
        this.on = on;
        this.count = count;
        this.place = place;
        this.noted = noted;
    }

    /** The same, guarded by the breakers that there are now. */
    Fallbacks renewed(Breakers breakers) {
        Fallback[] renewed =
                Arrays.stream(fallbacks)
                        .map(fallback -> fallback.renewed(breakers))
                        .toArray(Fallback[]::new);
        return new Fallbacks(renewed, on, count, place, noted);
    }

    boolean areNone() {
        return fallbacks.length == 0;
    }

    /** Throws what these would run for, and notes it for the {@link #late} ones. */
    Fallbacks deferred() {
        return new Fallbacks(fallbacks, on, count, Place.FURTHER_OUT, noted);
    }

    /** Runs these for what the {@link #deferred} ones have noted, on its way out. */
    Fallbacks late() {
        return new Fallbacks(fallbacks, on, count, Place.LATE, noted);
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
        if (!applies(chain, outcome)) {
            throw thrown;
        }
        return instead(chain, invocation, door);
    }

    private boolean applies(List<Throwable> chain, Outcome outcome) {
        if (place == Place.LATE) {
            return chain.stream().anyMatch(noted::contains);
        }
        return switch (on) {
            case FAILURE -> outcome.isFailure() || isRejection(chain);
            case REJECTION -> isRejection(chain);
            case ANY -> true;
        };
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
        if (place == Place.FURTHER_OUT) {
            noted.add(thrown);
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
