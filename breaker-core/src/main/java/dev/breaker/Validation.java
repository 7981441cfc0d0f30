package dev.breaker;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Every rule that settings must keep, alone and together. */
final class Validation {

    private static final int LONGEST_TIME_WINDOW = 86_400;
    private static final int LONGEST_ROW = 1_000_000; // Events counts further, but not for ever
    private static final int MOST_PROBES = 1_000_000;

    private Validation() {}

    static void check(BreakerConfig config) {
        config.settings().forEach(Validation::present);
        checkWindow(config);
        checkThresholds(config);
        checkOpenState(config);
        checkHalfOpenState(config);
    }

    /**
     * A copy of the list, checked at once: the copy itself could not hold a null to be found later.
     */
    static List<Class<? extends Throwable>> listed(
            String setting, @Nullable List<Class<? extends Throwable>> types) {
        if (types == null) {
            throw wrong(setting, "null", "be set");
        }
        if (types.stream().anyMatch(Objects::isNull)) {
            throw wrong(setting, types, "not contain null");
        }
        return List.copyOf(types);
    }

    private static void checkWindow(BreakerConfig config) {
        boolean countBased = config.slidingWindowType() == WindowType.COUNT_BASED;
        between(
                "slidingWindowSize",
                config.slidingWindowSize(),
                1,
                countBased ? CountWindow.MOST_CALLS : LONGEST_TIME_WINDOW);
        atLeast("minimumNumberOfCalls", config.minimumNumberOfCalls(), 1);
        if (countBased) {
            fitsWindow("minimumNumberOfCalls", config.minimumNumberOfCalls(), config);
            fitsWindow("failureCountThreshold", config.failureCountThreshold(), config);
            checkSlowCallsFit(config);
        }
    }

    private static void fitsWindow(String setting, int value, BreakerConfig config) {
        if (value > config.slidingWindowSize()) {
            throw new InvalidSettingException(
                    "%s (%s) can never be reached in a window of the last %s calls; it must be at most slidingWindowSize (%s)"
                            .formatted(
                                    setting,
                                    value,
                                    config.slidingWindowSize(),
                                    config.slidingWindowSize()),
                    setting,
                    "slidingWindowSize");
        }
    }

    private static void checkSlowCallsFit(BreakerConfig config) {
        boolean judgesSlowCalls = !config.slowCallDurationThreshold().isZero();
        if (judgesSlowCalls && config.slidingWindowSize() > CountWindow.MOST_CALLS_WITH_SLOW) {
            throw new InvalidSettingException(
                    "slidingWindowSize (%s) must be at most %s calls where slowCallDurationThreshold (%s) is set; a larger window must be TIME_BASED"
                            .formatted(
                                    config.slidingWindowSize(),
                                    CountWindow.MOST_CALLS_WITH_SLOW,
                                    config.slowCallDurationThreshold()),
                    "slidingWindowSize",
                    "slowCallDurationThreshold");
        }
    }

    private static void checkThresholds(BreakerConfig config) {
        percentage("failureRateThreshold", config.failureRateThreshold());
        percentage("slowCallRateThreshold", config.slowCallRateThreshold());
        atLeast("failureCountThreshold", config.failureCountThreshold(), 0);
        between(
                "consecutiveFailuresThreshold",
                config.consecutiveFailuresThreshold(),
                0,
                LONGEST_ROW);
        notNegative("slowCallDurationThreshold", config.slowCallDurationThreshold());
    }

    private static void checkOpenState(BreakerConfig config) {
        notNegative("waitDurationInOpenState", config.waitDurationInOpenState());
        notNegative("maxWaitDurationFromFailure", config.maxWaitDurationFromFailure());
        double multiplier = config.exponentialBackoffMultiplier();
        if (!(multiplier >= 1) || Double.isInfinite(multiplier)) {
            throw wrong(
                    "exponentialBackoffMultiplier", multiplier, "be a finite number of at least 1");
        }
        double factor = config.randomizedWaitFactor();
        if (!(factor >= 0 && factor <= 1)) {
            throw wrong("randomizedWaitFactor", factor, "be between 0 and 1");
        }
        Duration longest = config.exponentialMaxWaitDurationInOpenState();
        notNegative("exponentialMaxWaitDurationInOpenState", longest);
        if (config.enableExponentialBackoff()
                && longest.compareTo(config.waitDurationInOpenState()) < 0) {
            throw new InvalidSettingException(
                    "exponentialMaxWaitDurationInOpenState (%s) must be at least waitDurationInOpenState (%s), from which the backoff starts"
                            .formatted(longest, config.waitDurationInOpenState()),
                    "exponentialMaxWaitDurationInOpenState",
                    "waitDurationInOpenState");
        }
    }

    private static void checkHalfOpenState(BreakerConfig config) {
        between(
                "permittedNumberOfCallsInHalfOpenState",
                config.permittedNumberOfCallsInHalfOpenState(),
                1,
                MOST_PROBES);
        notNegative("maxWaitDurationInHalfOpenState", config.maxWaitDurationInHalfOpenState());
        State afterwards = config.transitionToStateAfterWaitDuration();
        if (afterwards != State.OPEN && afterwards != State.CLOSED) {
            throw wrong("transitionToStateAfterWaitDuration", afterwards, "be OPEN or CLOSED");
        }
    }

    private static void present(String setting, @Nullable Object value) {
        if (value == null) {
            throw wrong(setting, "null", "be set");
        }
    }

    private static void percentage(String setting, double value) {
        if (!(value > 0 && value <= 100)) { // written so that NaN is refused too
            throw wrong(setting, value, "be a percentage above 0 and at most 100");
        }
    }

    private static void between(String setting, int value, int least, int most) {
        if (value < least || value > most) {
            throw wrong(setting, value, "be between %s and %s".formatted(least, most));
        }
    }

    private static void atLeast(String setting, int value, int least) {
        if (value < least) {
            throw wrong(setting, value, "be at least " + least);
        }
    }

    private static void notNegative(String setting, Duration value) {
        if (value.isNegative()) {
            throw wrong(setting, value, "not be negative");
        }
    }

    private static InvalidSettingException wrong(String setting, Object value, String rule) {
        return new InvalidSettingException(
                "%s (%s) must %s".formatted(setting, value, rule), setting);
    }
}
