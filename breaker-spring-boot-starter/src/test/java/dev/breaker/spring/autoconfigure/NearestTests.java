package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTests {

    @ParameterizedTest
    @CsvSource({
        "failure-rate-treshold, failure-rate-threshold",
        "failureRateTreshold, failure-rate-threshold",
        "sliding-windw-size, sliding-window-size",
        "slidng-window-typ, sliding-window-type",
        "bsae-confgi, base-config", // letters swapped
        "minimum-calls, minimum-number-of-calls",
        "slowCallDuration, slow-call-duration-threshold",
        "record-exception, record-exceptions",
        "base, base-config"
    })
    void findsTheSettingThatWasMeant(String wrong, String meant) {
        assertThat(Nearest.to(wrong, Setting.KEYS)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"ring-buffer-size-in-closed-state", "timeout", "x", "wait-duration", "retries"})
    void findsNothingWhereNothingIsNear(String wrong) {
        assertThat(Nearest.to(wrong, Setting.KEYS)).isEmpty();
    }

    @Test
    void knowsNoWordAmongNone() {
        assertThat(Nearest.to("a", List.of())).isEmpty();
    }
}
