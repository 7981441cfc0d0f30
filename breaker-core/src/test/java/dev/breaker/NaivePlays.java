package dev.breaker;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is rehearsed beside a breaker: further models, which are told of what they would have
 * permitted, and never obeyed.
 */
final class NaivePlays {

    /** A permit of a model that is played. */
    record Played(NaiveBreaker by, NaiveBreaker.Issued permit) {}

    /** What may count for the breaker. */
    private record Tally(long openings, long rejections) {

        static final Tally NOTHING = new Tally(0, 0);

        static Tally of(@Nullable NaiveBreaker played) {
            if (played == null) {
                return NOTHING;
            }
            Figures.Lifetime totals = played.figures().lifetime();
            return new Tally(totals.openings(), totals.notPermitted());
        }

        Tally plus(Tally more) {
            return new Tally(openings + more.openings, rejections + more.rejections);
        }

        Tally minus(Tally less) {
            return new Tally(openings - less.openings, rejections - less.rejections);
        }
    }

    private final double random;
    private @Nullable NaiveBreaker own; // METRICS_ONLY's
    private @Nullable NaiveBreaker candidate;
    private @Nullable BreakerConfig given;
    private Tally before = Tally.NOTHING;

    /** What the one that counts had done before it did. */
    private Tally uncounted = Tally.NOTHING;

    NaivePlays(double random) {
        this.random = random;
    }

    void entered(State to, BreakerConfig config, long at) {
        before = counted();
        own = to == State.METRICS_ONLY ? begun(config, at) : null;
        uncounted = Tally.of(theOneThatCounts());
    }

    void rehearse(@Nullable BreakerConfig config, long now) {
        before = counted();
        given = config;
        candidate = config == null ? null : begun(config, now);
        uncounted = Tally.of(theOneThatCounts());
    }

    private NaiveBreaker begun(BreakerConfig config, long at) {
        return new NaiveBreaker(closed(config), random, at);
    }

    private static BreakerConfig closed(BreakerConfig config) {
        return config.toBuilder().initialState(State.CLOSED).build();
    }

    /** A call that two would have rejected is one call. */
    private @Nullable NaiveBreaker theOneThatCounts() {
        return own == null ? candidate : own;
    }

    private Tally counted() {
        return before.plus(Tally.of(theOneThatCounts())).minus(uncounted);
    }

    void reconfigure(BreakerConfig config) {
        if (own != null) {
            own.reconfigure(closed(config));
        }
    }

    void passTimeTo(long time) {
        all().forEach(played -> played.passTimeTo(time));
    }

    private List<NaiveBreaker> all() {
        return Stream.of(own, candidate).filter(Objects::nonNull).toList();
    }

    List<Played> acquire() {
        List<Played> permits = new ArrayList<>();
        for (NaiveBreaker played : all()) {
            NaiveBreaker.Issued permit = played.acquire();
            if (permit != null) {
                permits.add(new Played(played, permit));
            }
        }
        return permits;
    }

    Figures.Rehearsed figures() {
        Tally counted = counted();
        return new Figures.Rehearsed(
                counted.openings(),
                counted.rejections(),
                own == null ? null : own.figures(),
                candidate == null ? null : candidate.figures());
    }

    @Nullable BreakerConfig given() {
        return given;
    }
}
