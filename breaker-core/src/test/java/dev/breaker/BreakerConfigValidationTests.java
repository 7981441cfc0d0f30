package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A setting with which no breaker can work is refused: which it is, its value, what is allowed. */
class BreakerConfigValidationTests {

    private static final Duration BELOW_ZERO = Duration.ofNanos(-1);

    static Stream<Arguments> valuesOutOfRange() {
        return Stream.of(
                bad(
                        b -> b.slidingWindowSize(0),
                        "slidingWindowSize (0) must be between 1 and 86400"),
                bad(
                        b -> b.slidingWindowSize(86_401),
                        "slidingWindowSize (86401) must be between 1 and 86400"),
                bad(
                        b -> b.slidingWindowType(WindowType.COUNT_BASED).slidingWindowSize(0),
                        "slidingWindowSize (0) must be between 1 and 1000000"),
                bad(
                        b ->
                                b.slidingWindowType(WindowType.COUNT_BASED)
                                        .slidingWindowSize(1_000_001),
                        "slidingWindowSize (1000001) must be between 1 and 1000000"),
                bad(b -> b.minimumNumberOfCalls(0), "minimumNumberOfCalls (0) must be at least 1"),
                bad(
                        b -> b.failureRateThreshold(0),
                        "failureRateThreshold (0.0) must be a percentage above 0 and at most 100"),
                bad(
                        b -> b.failureRateThreshold(100.1),
                        "failureRateThreshold (100.1) must be a percentage above 0 and at most 100"),
                bad(
                        b -> b.failureRateThreshold(Double.NaN),
                        "failureRateThreshold (NaN) must be a percentage above 0 and at most 100"),
                bad(
                        b -> b.slowCallRateThreshold(0),
                        "slowCallRateThreshold (0.0) must be a percentage above 0 and at most 100"),
                bad(
                        b -> b.slowCallRateThreshold(101),
                        "slowCallRateThreshold (101.0) must be a percentage above 0 and at most 100"),
                bad(
                        b -> b.failureCountThreshold(-1),
                        "failureCountThreshold (-1) must be at least 0"),
                bad(
                        b -> b.consecutiveFailuresThreshold(-1),
                        "consecutiveFailuresThreshold (-1) must be between 0 and 1000000"),
                bad(
                        b -> b.slowCallDurationThreshold(BELOW_ZERO),
                        "slowCallDurationThreshold (PT-0.000000001S) must not be negative"),
                bad(
                        b -> b.waitDurationInOpenState(BELOW_ZERO),
                        "waitDurationInOpenState (PT-0.000000001S) must not be negative"),
                bad(
                        b -> b.exponentialMaxWaitDurationInOpenState(BELOW_ZERO),
                        "exponentialMaxWaitDurationInOpenState (PT-0.000000001S) must not be negative"),
                bad(
                        b -> b.maxWaitDurationInHalfOpenState(BELOW_ZERO),
                        "maxWaitDurationInHalfOpenState (PT-0.000000001S) must not be negative"),
                bad(
                        b -> b.maxWaitDurationFromFailure(BELOW_ZERO),
                        "maxWaitDurationFromFailure (PT-0.000000001S) must not be negative"),
                bad(
                        b -> b.exponentialBackoffMultiplier(0.99),
                        "exponentialBackoffMultiplier (0.99) must be a finite number of at least 1"),
                bad(
                        b -> b.exponentialBackoffMultiplier(Double.NaN),
                        "exponentialBackoffMultiplier (NaN) must be a finite number of at least 1"),
                bad(
                        b -> b.exponentialBackoffMultiplier(Double.POSITIVE_INFINITY),
                        "exponentialBackoffMultiplier (Infinity) must be a finite number of at least 1"),
                bad(
                        b -> b.randomizedWaitFactor(-0.1),
                        "randomizedWaitFactor (-0.1) must be between 0 and 1"),
                bad(
                        b -> b.randomizedWaitFactor(1.1),
                        "randomizedWaitFactor (1.1) must be between 0 and 1"),
                bad(
                        b -> b.randomizedWaitFactor(Double.NaN),
                        "randomizedWaitFactor (NaN) must be between 0 and 1"),
                bad(
                        b -> b.permittedNumberOfCallsInHalfOpenState(0),
                        "permittedNumberOfCallsInHalfOpenState (0) must be between 1 and 1000000"),
                bad(
                        b -> b.permittedNumberOfCallsInHalfOpenState(1_000_001),
                        "permittedNumberOfCallsInHalfOpenState (1000001) must be between 1 and 1000000"),
                bad(
                        b -> b.transitionToStateAfterWaitDuration(State.HALF_OPEN),
                        "transitionToStateAfterWaitDuration (HALF_OPEN) must be OPEN or CLOSED"));
    }

    @ParameterizedTest
    @MethodSource("valuesOutOfRange")
    void namesTheSettingItsValueAndWhatIsAllowed(
            UnaryOperator<BreakerConfig.Builder> setting, String message) {
        BreakerConfig.Builder builder = setting.apply(BreakerConfig.builder());

        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(builder::build)
                .withMessage(message)
                .satisfies(
                        refused ->
                                assertThat(refused.settings())
                                        .containsExactly(
                                                message.substring(0, message.indexOf(' '))));
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                bad(
                        b -> countWindow(b, 5).minimumNumberOfCalls(6),
                        "minimumNumberOfCalls (6) can never be reached in a window of the last 5"
                                + " calls; it must be at most slidingWindowSize (5)",
                        "minimumNumberOfCalls",
                        "slidingWindowSize"),
                bad(
                        b -> countWindow(b, 5).failureCountThreshold(6),
                        "failureCountThreshold (6) can never be reached in a window of the last 5"
                                + " calls; it must be at most slidingWindowSize (5)",
                        "failureCountThreshold",
                        "slidingWindowSize"),
                bad(
                        b -> countWindow(b, 8_001).slowCallDurationThreshold(Duration.ofSeconds(1)),
                        "slidingWindowSize (8001) must be at most 8000 calls where"
                                + " slowCallDurationThreshold (PT1S) is set; a larger window must be"
                                + " TIME_BASED",
                        "slidingWindowSize",
                        "slowCallDurationThreshold"),
                bad(
                        b ->
                                b.enableExponentialBackoff(true)
                                        .exponentialMaxWaitDurationInOpenState(
                                                Duration.ofSeconds(29)),
                        "exponentialMaxWaitDurationInOpenState (PT29S) must be at least"
                                + " waitDurationInOpenState (PT30S), from which the backoff starts",
                        "exponentialMaxWaitDurationInOpenState",
                        "waitDurationInOpenState"));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void namesAllSettingsThatContradictEachOther(
            UnaryOperator<BreakerConfig.Builder> settings, String message, List<String> names) {
        BreakerConfig.Builder builder = settings.apply(BreakerConfig.builder());

        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(builder::build)
                .withMessage(message)
                .satisfies(refused -> assertThat(refused.settings()).isEqualTo(names));
    }

    @Test
    void acceptsTheEndsOfEveryRange() {
        assertThatCode(
                        () -> {
                            countWindow(BreakerConfig.builder(), 1)
                                    .minimumNumberOfCalls(1)
                                    .failureRateThreshold(Double.MIN_VALUE)
                                    .slowCallRateThreshold(Double.MIN_VALUE)
                                    .failureCountThreshold(1)
                                    .waitDurationInOpenState(Duration.ZERO)
                                    .exponentialBackoffMultiplier(1)
                                    .exponentialMaxWaitDurationInOpenState(Duration.ZERO)
                                    .enableExponentialBackoff(true)
                                    .randomizedWaitFactor(0)
                                    .permittedNumberOfCallsInHalfOpenState(1)
                                    .maxWaitDurationInHalfOpenState(Duration.ZERO)
                                    .maxWaitDurationFromFailure(Duration.ZERO)
                                    .build();
                            countWindow(BreakerConfig.builder(), 8_000)
                                    .slowCallDurationThreshold(Duration.ofNanos(1))
                                    .minimumNumberOfCalls(8_000)
                                    .failureCountThreshold(8_000)
                                    .randomizedWaitFactor(1)
                                    .permittedNumberOfCallsInHalfOpenState(1_000_000)
                                    .build();
                            countWindow(BreakerConfig.builder(), 1_000_000).build();
                            BreakerConfig.builder().slidingWindowSize(86_400).build();
                        })
                .doesNotThrowAnyException();
    }

    @Test
    void acceptsWhatOnlyContradictsASettingThatIsOff() {
        BreakerConfig config =
                BreakerConfig.builder()
                        .exponentialMaxWaitDurationInOpenState(Duration.ofSeconds(1))
                        .build();

        assertThat(config.enableExponentialBackoff()).isFalse();
    }

    @Test
    void acceptsAMinimumAndACountThatATimeWindowOfAnyLengthCanReach() {
        BreakerConfig config =
                BreakerConfig.builder()
                        .slidingWindowSize(1)
                        .minimumNumberOfCalls(1_000)
                        .failureCountThreshold(500)
                        .build();

        assertThat(config.minimumNumberOfCalls()).isEqualTo(1_000);
    }

    static Stream<Method> settingsThatMustNotBeNull() {
        Set<String> mayBeUnset =
                Set.of(
                        "recordFailurePredicate",
                        "ignoreExceptionPredicate",
                        "recordResult",
                        "tripWhen",
                        "waitDurationFromFailure");
        return Arrays.stream(BreakerConfig.Builder.class.getMethods())
                .filter(method -> method.getReturnType() == BreakerConfig.Builder.class)
                .filter(method -> !method.getParameterTypes()[0].isPrimitive())
                .filter(method -> !method.isVarArgs())
                .filter(method -> !mayBeUnset.contains(method.getName()));
    }

    @ParameterizedTest
    @MethodSource("settingsThatMustNotBeNull")
    void refusesNull(Method setting) {
        assertThatThrownBy(
                        () -> {
                            BreakerConfig.Builder builder = BreakerConfig.builder();
                            setting.invoke(builder, (Object) null);
                            builder.build();
                        })
                .satisfies(
                        thrown -> {
                            Throwable refused = Classifier.unwrap(thrown);
                            assertThat(refused)
                                    .isInstanceOf(InvalidSettingException.class)
                                    .hasMessage(setting.getName() + " (null) must be set");
                        });
    }

    @Test
    void refusesANullAmongTheExceptions() {
        assertThatThrownBy(() -> BreakerConfig.builder().recordExceptions(Error.class, null))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(
                        "recordExceptions ([class java.lang.Error, null]) must not contain null");
        assertThatThrownBy(() -> BreakerConfig.builder().ignoreExceptions(null, Error.class))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(
                        "ignoreExceptions ([null, class java.lang.Error]) must not contain null");
    }

    private static BreakerConfig.Builder countWindow(BreakerConfig.Builder builder, int calls) {
        return builder.slidingWindowType(WindowType.COUNT_BASED).slidingWindowSize(calls);
    }

    private static Arguments bad(UnaryOperator<BreakerConfig.Builder> settings, String message) {
        return argumentSet(message, settings, message);
    }

    private static Arguments bad(
            UnaryOperator<BreakerConfig.Builder> settings, String message, String... names) {
        return argumentSet(message, settings, message, List.of(names));
    }
}
