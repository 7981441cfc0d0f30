package dev.breaker.spring;

import dev.breaker.CallNotPermittedException;
import dev.breaker.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
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

    private static final int DEEPEST_CAUSE = 100; // causes can form a circle

    private final Fallback[] fallbacks;
    private final Supplier<FallbackOn> on;
    private final FallbackCount count;
    private final Knowledge knowledge;
    private final Place place;
    private final WeakIdentitySet<Throwable> noted;
    private final boolean mayBeStale;

    /**
     * Fallbacks.
     *
     * @param fallbacks the most specific exception first, the one without an exception last
     * @param on for which exceptions; asked each time, for it can change
     * @param count counts the runs
     * @param knowledge answers where none of them takes the exception
     */
    Fallbacks(
            List<Fallback> fallbacks,
            Supplier<FallbackOn> on,
            FallbackCount count,
            Knowledge knowledge) {
        this(
                fallbacks.toArray(Fallback[]::new),
                on,
                count,
                knowledge,
                Place.HERE,
                new WeakIdentitySet<>());
    }

    private Fallbacks(
            Fallback[] fallbacks,
            Supplier<FallbackOn> on,
            FallbackCount count,
            Knowledge knowledge,
            Place place,
            WeakIdentitySet<Throwable> noted) {
        this.fallbacks = fallbacks;
        this.on = on;
        this.count = count;
        this.knowledge = knowledge;
        this.place = place;
        this.noted = noted;
        this.mayBeStale =
                !knowledge.isNone()
                        || Arrays.stream(fallbacks)
                                .map(Fallback::plan)
                                .anyMatch(plan -> plan != null && plan.fallbacks().mayBeStale);
    }

    /** The same, guarded by the breakers that there are now. */
    Fallbacks renewed(Breakers breakers) {
        Fallback[] renewed =
                Arrays.stream(fallbacks)
                        .map(fallback -> fallback.renewed(breakers))
                        .toArray(Fallback[]::new);
        return new Fallbacks(renewed, on, count, knowledge, place, noted);
    }

    /** Throws what these would run for, and notes it for the {@link #late} ones. */
    Fallbacks deferred() {
        return new Fallbacks(fallbacks, on, count, knowledge, Place.FURTHER_OUT, noted);
    }

    /** Runs these for what the {@link #deferred} ones have noted, on its way out. */
    Fallbacks late() {
        return new Fallbacks(fallbacks, on, count, knowledge, Place.LATE, noted);
    }

    /** Whether the breaker, and the call that it judges, are further in. */
    boolean areLate() {
        return place == Place.LATE;
    }

    /** Whether nothing is ever done instead of a call. */
    boolean areNone() {
        return fallbacks.length == 0 && knowledge.isNone();
    }

    /** Whether a value from memory may be served, by these or by those of a fallback. */
    boolean mayBeStale() {
        return mayBeStale;
    }

    /**
     * Hears of the answer to a call, which may have to stand for those to come.
     *
     * @param outcome what the call was counted as
     * @param value what the call returned, or what became of the future that it returned
     */
    <I> void heard(Outcome outcome, I invocation, Door<I> door, @Nullable Object value) {
        boolean succeeded = outcome == Outcome.SUCCESS || outcome == Outcome.SLOW_SUCCESS;
        if (succeeded && place != Place.LATE) { // where a cache may have answered
            knowledge.remember(invocation, door, value);
        }
    }

    /** How often these, and others of the breaker, ran. */
    FallbackCount count() {
        return count;
    }

    /** What is done instead of a call that was not permitted; null if it is for the caller. */
    @Nullable Substitute afterRejection(CallNotPermittedException rejected) {
        return among(List.of(rejected), rejected);
    }

    /** What is done instead of a call that threw; null if that is for the caller. */
    @Nullable Substitute afterException(Throwable thrown, Outcome outcome) {
        if (place == Place.LATE) {
            return late(thrown);
        }
        List<Throwable> chain = Wrappers.unwrap(thrown);
        return applies(chain, outcome) ? among(chain, thrown) : null;
    }

    /** Advice between may have wrapped what was noted, as Reactor's retries do in the end. */
    private @Nullable Substitute late(Throwable thrown) {
        Throwable next = thrown;
        for (int depth = 0; next != null && depth < DEEPEST_CAUSE; depth++) {
            List<Throwable> chain = Wrappers.unwrap(next);
            if (chain.stream().anyMatch(noted::contains)) {
                return among(chain, thrown);
            }
            next = Wrappers.causeOf(next);
        }
        return null;
    }

    private boolean applies(List<Throwable> chain, Outcome outcome) {
        return switch (on.get()) {
            case FAILURE -> outcome.isFailure() || isRejection(chain);
            case REJECTION -> isRejection(chain);
            case ANY -> true;
        };
    }

    /** By whichever breaker: that of a call further in means the same to the caller. */
    private static boolean isRejection(List<Throwable> chain) {
        return chain.get(chain.size() - 1) instanceof CallNotPermittedException;
    }

    /**
     * Chooses.
     *
     * @param chain the failure, taken apart
     * @param thrown what is for the caller where nothing is known
     */
    private @Nullable Substitute among(List<Throwable> chain, Throwable thrown) {
        Substitute substitute = FallbackChoice.among(fallbacks, chain, count, knowledge);
        if (substitute == null && !knowledge.isNone()) {
            substitute = new FromMemory(knowledge, thrown, count);
        }
        if (substitute != null && place == Place.FURTHER_OUT) {
            chain.forEach(noted::add);
            return null;
        }
        return substitute;
    }
}
