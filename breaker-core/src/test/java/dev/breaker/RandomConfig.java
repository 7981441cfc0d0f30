package dev.breaker;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** Configurations of every kind, small enough that a short history reaches all that they can do. */
final class RandomConfig {

    static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

    private static final List<Double> RATES =
            List.of(0.001, 0.1, 1.0, 14.7, 20.0, 25.0, 33.3, 50.0, 50.0, 66.7, 99.9, 100.0);

    private static final List<Duration> WAITS =
            List.of(
                    Duration.ZERO,
                    Duration.ofMillis(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(1),
                    FOREVER);

    private final RandomGenerator random;
    private final BreakerConfig.Builder builder;

    private RandomConfig(RandomGenerator random, BreakerConfig.Builder builder) {
        this.random = random;
        this.builder = builder;
    }

    static BreakerConfig of(RandomGenerator random) {
        return new RandomConfig(random, BreakerConfig.builder()).build();
    }

    /** What may take the place of another: anything, or mostly the same. */
    static BreakerConfig after(BreakerConfig before, RandomGenerator random) {
        return random.nextBoolean()
                ? of(random)
                : new RandomConfig(random, before.toBuilder()).changed();
    }

    private BreakerConfig changed() {
        if (oneIn(2)) {
            rules();
        }
        if (oneIn(2)) {
            openState();
        }
        if (oneIn(2)) {
            halfOpenState();
        }
        return builder.build();
    }

    private BreakerConfig build() {
        window();
        rules();
        openState();
        halfOpenState();
        classification();
        builder.initialState(oneIn(6) ? oneOf(List.of(State.values())) : State.CLOSED);
        return builder.build();
    }

    private void window() {
        boolean byCount = random.nextBoolean();
        int size =
                byCount
                        ? oneOf(List.of(1, 2, 3, 4, 5, 7, 10, 16, 17, 33, 64))
                        : oneOf(List.of(1, 2, 7, 10, 13, 50, 51, 70, 3600));
        builder.slidingWindowType(byCount ? WindowType.COUNT_BASED : WindowType.TIME_BASED)
                .slidingWindowSize(size);
        if (!oneIn(5)) {
            builder.minimumNumberOfCalls(1 + random.nextInt(byCount ? Math.min(size, 12) : 12));
        }
        if (oneIn(4)) {
            builder.failureCountThreshold(1 + random.nextInt(byCount ? Math.min(size, 5) : 5));
        }
    }

    private void rules() {
        builder.failureRateThreshold(oneOf(RATES)).slowCallRateThreshold(oneOf(RATES));
        if (oneIn(4)) {
            builder.consecutiveFailuresThreshold(1 + random.nextInt(5));
        }
        if (random.nextBoolean()) {
            builder.slowCallDurationThreshold(
                    oneOf(
                            List.of(
                                    Duration.ofMillis(1),
                                    Duration.ofMillis(1),
                                    Duration.ofSeconds(1),
                                    FOREVER)));
        }
        if (oneIn(5)) {
            CustomRule.Kind kind = oneOf(List.of(CustomRule.Kind.values()));
            builder.tripWhen(new CustomRule(kind, 1 + random.nextInt(4)));
        }
    }

    private void openState() {
        Duration wait = oneOf(WAITS);
        builder.waitDurationInOpenState(wait)
                .enableExponentialBackoff(oneIn(3))
                .exponentialBackoffMultiplier(oneOf(List.of(1.0, 1.5, 2.0, 3.0)))
                .exponentialMaxWaitDurationInOpenState(atLeast(wait, Duration.ofMinutes(2)))
                .enableRandomizedWait(oneIn(4))
                .randomizedWaitFactor(oneOf(List.of(0.0, 0.25, 0.5, 1.0)));
        if (oneIn(3)) {
            builder.waitDurationFromFailure(BackendFailure::readWait)
                    .maxWaitDurationFromFailure(oneOf(WAITS));
        }
    }

    private void halfOpenState() {
        builder.permittedNumberOfCallsInHalfOpenState(1 + random.nextInt(6))
                .maxWaitDurationInHalfOpenState(
                        oneIn(6) ? Duration.ofNanos(1) : oneOf(WAITS)) // zero is no limit
                .transitionToStateAfterWaitDuration(
                        random.nextBoolean() ? State.OPEN : State.CLOSED)
                .automaticTransitionFromOpenToHalfOpenEnabled(oneIn(4));
    }

    private void classification() {
        builder.ignoreExceptions(IgnoredFailure.class).recordResult(Ending.BAD_RESULT::equals);
        if (oneIn(4)) {
            builder.recordExceptions(BackendFailure.class);
        }
    }

    private static Duration atLeast(Duration least, Duration other) {
        return least.compareTo(other) > 0 ? least : other;
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
