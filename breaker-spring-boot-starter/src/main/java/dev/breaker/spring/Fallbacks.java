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

    /** Throws what these would run for, and notes it for the {@link #late} ones. */
    Fallbacks deferred() {
        return new Fallbacks(fallbacks, on, count, Place.FURTHER_OUT, noted);
    }

    /** Runs these for what the {@link #deferred} ones have noted, on its way out. */
    Fallbacks late() {
        return new Fallbacks(fallbacks, on, count, Place.LATE, noted);
    }

    /** Whether nothing is ever done instead of a call. */
    boolean areNone() {
        return fallbacks.length == 0;
    }

    /** What is done instead of a call that was not permitted; null if it is for the caller. */
    @Nullable Substitute afterRejection(CallNotPermittedException rejected) {
        return among(List.of(rejected));
    }

    /** What is done instead of a call that threw; null if that is for the caller. */
    @Nullable Substitute afterException(Throwable thrown, Outcome outcome) {
        List<Throwable> chain = Wrappers.unwrap(thrown);
        return applies(chain, outcome) ? among(chain) : null;
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

    private @Nullable Substitute among(List<Throwable> chain) {
        FallbackChoice choice = FallbackChoice.among(fallbacks, chain, count);
        if (choice != null && place == Place.FURTHER_OUT) {
            noted.add(chain.get(0));
            return null;
        }
        return choice;
    }
}
