package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

class InvalidSettingExceptionTests {

    private final InvalidSettingException refused =
            catchThrowableOfType(
                    InvalidSettingException.class,
                    () -> BreakerConfig.builder().slidingWindowSize(0).build());

    @Test
    void isAnIllegalArgument() {
        assertThat(refused).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givesItsSettingsAwayForReadingOnly() {
        assertThatThrownBy(() -> refused.settings().add("another"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void survivesSerialization() {
        InvalidSettingException read = Serialized.copyOf(refused);

        assertThat(read).hasMessage(refused.getMessage());
        assertThat(read.settings()).containsExactly("slidingWindowSize");
    }
}
