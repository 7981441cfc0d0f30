package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BreakerConfigTests {

    @Test
    void hasTheDocumentedDefaults() {
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("slidingWindowType", WindowType.TIME_BASED);
        expected.put("slidingWindowSize", 30);
        expected.put("minimumNumberOfCalls", 10);
        expected.put("failureRateThreshold", 50.0);
        expected.put("failureCountThreshold", 0);
        expected.put("consecutiveFailuresThreshold", 0);
        expected.put("slowCallDurationThreshold", Duration.ZERO);
        expected.put("slowCallRateThreshold", 100.0);
        expected.put("waitDurationInOpenState", Duration.ofSeconds(30));
        expected.put("enableExponentialBackoff", false);
        expected.put("exponentialBackoffMultiplier", 2.0);
        expected.put("exponentialMaxWaitDurationInOpenState", Duration.ofMinutes(10));
        expected.put("enableRandomizedWait", false);
        expected.put("randomizedWaitFactor", 0.5);
        expected.put("permittedNumberOfCallsInHalfOpenState", 3);
        expected.put("maxWaitDurationInHalfOpenState", Duration.ofSeconds(30));
        expected.put("transitionToStateAfterWaitDuration", State.OPEN);
        expected.put("automaticTransitionFromOpenToHalfOpenEnabled", false);
        expected.put("recordExceptions", List.of());
        expected.put("ignoreExceptions", List.of());
        expected.put("maxWaitDurationFromFailure", Duration.ofMinutes(10));
        expected.put("writableStackTraceEnabled", false);
        expected.put("initialState", State.CLOSED);

        BreakerConfig config = BreakerConfig.builder().build();

        assertThat(config.settings().entrySet()).containsExactlyElementsOf(expected.entrySet());
    }

    @Test
    void hasNoPredicateRuleOrReaderByDefault() {
        BreakerConfig config = BreakerConfig.builder().build();

        assertThat(config.recordFailurePredicate()).isNull();
        assertThat(config.ignoreExceptionPredicate()).isNull();
        assertThat(config.recordResult()).isNull();
        assertThat(config.tripWhen()).isNull();
        assertThat(config.waitDurationFromFailure()).isNull();
    }

    @Test
    void givesItsSettingsAwayForReadingOnly() {
        Map<String, Object> settings = BreakerConfig.builder().build().settings();

        assertThatThrownBy(() -> settings.put("slidingWindowSize", 1))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void readsAsItsSettings() {
        assertThat(BreakerConfig.builder().slidingWindowSize(17).build().toString())
                .startsWith("BreakerConfig{slidingWindowType=TIME_BASED, slidingWindowSize=17, ")
                .endsWith("initialState=CLOSED}");
    }

    @Nested
    class MinimumNumberOfCalls {

        @Test
        void isTenWhereItIsNotSet() {
            assertThat(BreakerConfig.builder().build().minimumNumberOfCalls()).isEqualTo(10);
        }

        @Test
        void isNeverMoreThanACountWindowHoldsWhereItIsNotSet() {
            assertThat(countWindow(4).build().minimumNumberOfCalls()).isEqualTo(4);
            assertThat(countWindow(100).build().minimumNumberOfCalls()).isEqualTo(10);
        }

        @Test
        void doesNotDependOnTheSecondsOfATimeWindow() {
            assertThat(BreakerConfig.builder().slidingWindowSize(1).build().minimumNumberOfCalls())
                    .isEqualTo(10);
        }

        @Test
        void staysUnsetThroughToBuilder() {
            BreakerConfig small = countWindow(4).build();

            BreakerConfig large = small.toBuilder().slidingWindowSize(100).build();

            assertThat(large.minimumNumberOfCalls()).isEqualTo(10);
        }

        @Test
        void isWhatItWasSetTo() {
            assertThat(countWindow(100).minimumNumberOfCalls(100).build().minimumNumberOfCalls())
                    .isEqualTo(100);
        }
    }

    @Nested
    class Value {

        private final Predicate<Object> rule = any -> true;

        @Test
        void isEqualWhereAllSettingsAre() {
            BreakerConfig one = countWindow(20).tripWhen(rule).build();
            BreakerConfig other = countWindow(20).tripWhen(rule).build();

            assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        }

        @Test
        void differsWhereOneSettingDoes() {
            assertThat(countWindow(20).build())
                    .isNotEqualTo(countWindow(21).build())
                    .isNotEqualTo(countWindow(20).tripWhen(rule).build())
                    .isNotEqualTo("BreakerConfig");
        }

        @Test
        void countsWhatIsInEffectNotWhetherItWasSpeltOut() {
            assertThat(BreakerConfig.builder().minimumNumberOfCalls(10).build())
                    .isEqualTo(BreakerConfig.builder().build());
        }

        @Test
        void isNotChangedByUsingItsBuilderAgain() {
            BreakerConfig.Builder builder = countWindow(20);
            BreakerConfig built = builder.build();

            builder.slidingWindowSize(21).tripWhen(rule).ignoreExceptions(IOException.class);

            assertThat(built).isEqualTo(countWindow(20).build());
        }

        @Test
        void isNotChangedByABuilderMadeFromIt() {
            BreakerConfig built = countWindow(20).build();

            built.toBuilder().slidingWindowSize(21).build();

            assertThat(built.slidingWindowSize()).isEqualTo(20);
        }

        @Test
        void isNotChangedByAListThatItWasGiven() {
            List<Class<? extends Throwable>> types = new ArrayList<>(List.of(IOException.class));
            BreakerConfig built =
                    BreakerConfig.builder().recordExceptions(types).ignoreExceptions(types).build();

            types.clear();

            assertThat(built.recordExceptions()).containsExactly(IOException.class);
            assertThat(built.ignoreExceptions()).containsExactly(IOException.class);
        }
    }

    private static BreakerConfig.Builder countWindow(int calls) {
        return BreakerConfig.builder()
                .slidingWindowType(WindowType.COUNT_BASED)
                .slidingWindowSize(calls);
    }
}
