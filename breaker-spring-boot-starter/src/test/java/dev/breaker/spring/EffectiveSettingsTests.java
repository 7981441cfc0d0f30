package dev.breaker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.BreakerConfig;
import dev.breaker.State;
import dev.breaker.WindowType;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class EffectiveSettingsTests {

    private final Map<String, Object> defaults =
            EffectiveSettings.of(BreakerConfig.builder().build(), StarterSettings.DEFAULTS);

    @Test
    void haveTheKeysAndDefaultsOfTheConfiguration() {
        assertThat(defaults)
                .containsEntry("sliding-window-type", WindowType.TIME_BASED)
                .containsEntry("failure-rate-threshold", 50.0)
                .containsEntry("wait-duration-in-open-state", Duration.ofSeconds(30))
                .containsEntry("initial-state", State.CLOSED)
                .containsEntry("record-exceptions", List.of());
    }

    @Test
    void includeThoseOfTheStarter() {
        assertThat(defaults)
                .containsEntry("fallback-on", FallbackOn.FAILURE)
                .containsEntry("event-consumer-buffer-size", 100)
                .containsEntry("register-health-indicator", true)
                .containsEntry("allow-health-indicator-to-fail", false)
                .containsEntry("honor-retry-after", true);
    }

    @Test
    void nameTheClassesOfExceptionsAndPredicates() {
        BreakerConfig config =
                BreakerConfig.builder()
                        .ignoreExceptions(IOException.class)
                        .recordResult(new NoResult())
                        .build();

        assertThat(EffectiveSettings.of(config, StarterSettings.DEFAULTS))
                .containsEntry("ignore-exceptions", List.of("java.io.IOException"))
                .containsEntry("record-result-predicate", NoResult.class.getName());
    }

    @Test
    void nameTheClassThatReadsAWaitFromAFailure() {
        assertThat(defaults).doesNotContainKey("wait-duration-from-failure");

        BreakerConfig byCode =
                BreakerConfig.builder().waitDurationFromFailure(failure -> null).build();
        assertThat(EffectiveSettings.of(byCode, StarterSettings.DEFAULTS))
                .containsKey("wait-duration-from-failure");
    }

    static final class NoResult implements Predicate<Object> {
        @Override
        public boolean test(Object result) {
            return result == null;
        }
    }
}
