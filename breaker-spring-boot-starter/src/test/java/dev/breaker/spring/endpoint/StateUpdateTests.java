package dev.breaker.spring.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.Intervention;
import dev.breaker.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateUpdateTests {

    @ParameterizedTest
    @CsvSource({
        "FORCED_OPEN, CLOSE,        CLOSED",
        "CLOSED,      FORCE_OPEN,   FORCED_OPEN",
        "CLOSED,      HALF_OPEN,    HALF_OPEN",
        "CLOSED,      DISABLE,      DISABLED",
        "CLOSED,      METRICS_ONLY, METRICS_ONLY",
        "FORCED_OPEN, RESET,        CLOSED"
    })
    void movesTheBreaker(State from, StateUpdate update, State to) {
        Breaker breaker =
                Breaker.of("inventory", BreakerConfig.builder().initialState(from).build());

        update.applyTo(breaker, Intervention.UNEXPLAINED);

        assertThat(breaker.state()).isEqualTo(to);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FORCE_OPEN", "force_open", "force-open", "Force-Open"})
    void isReadInAnySpelling(String text) {
        assertThat(EnumText.parse(StateUpdate.class, text)).contains(StateUpdate.FORCE_OPEN);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "OPEN", "FORCEOPEN", "CLOSE "})
    void isNotGuessed(String text) {
        assertThat(EnumText.parse(StateUpdate.class, text)).isEmpty();
    }
}
