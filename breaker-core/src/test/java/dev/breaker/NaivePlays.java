package dev.breaker;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is rehearsed beside a breaker: further models, which are told of what they would have
 * permitted, and never obeyed.
 */
final class NaivePlays {

    /** A permit of a model that is played. */
    record Played(NaiveBreaker by, NaiveBreaker.Issued permit) {}

    private final double random;
    private @Nullable NaiveBreaker own; // METRICS_ONLY's
    private @Nullable NaiveBreaker candidate;
    private @Nullable BreakerConfig given;
    private long openingsBefore;
    private long rejectionsBefore;

    NaivePlays(double random) {
        this.random = random;
    }

    void entered(State to, BreakerConfig config, long at) {
        forget(own);
        own = to == State.METRICS_ONLY ? begun(config, at) : null;
    }

    void rehearse(@Nullable BreakerConfig config, long now) {
        forget(candidate);
        given = config;
        candidate = config == null ? null : begun(config, now);
    }

    private NaiveBreaker begun(BreakerConfig config, long at) {
        return new NaiveBreaker(closed(config), random, at);
    }

    private static BreakerConfig closed(BreakerConfig config) {
        return config.toBuilder().initialState(State.CLOSED).build();
    }

    private void forget(@Nullable NaiveBreaker played) {
        if (played != null) {
            openingsBefore += played.figures().lifetime().openings();
            rejectionsBefore += played.figures().lifetime().notPermitted();
        }
    }

    void reconfigure(BreakerConfig config) {
        if (own != null) {
            own.reconfigure(closed(config));
        }
    }

    /** METRICS_ONLY's ends with the state. */
    void passTimeTo(long time, long endOfState) {
        if (own != null) {
            own.passTimeTo(Math.min(time, endOfState));
        }
        if (candidate != null) {
            candidate.passTimeTo(time);
        }
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
        return new Figures.Rehearsed(
                openingsBefore + sum(Figures.Lifetime::openings),
                rejectionsBefore + sum(Figures.Lifetime::notPermitted),
                own == null ? null : own.figures(),
                candidate == null ? null : candidate.figures());
    }

    private long sum(ToLongFunction<Figures.Lifetime> total) {
        return all().stream().map(p -> p.figures().lifetime()).mapToLong(total).sum();
    }

    @Nullable BreakerConfig given() {
        return given;
    }
}
