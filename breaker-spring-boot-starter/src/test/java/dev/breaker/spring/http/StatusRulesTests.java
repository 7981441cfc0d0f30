package dev.breaker.spring.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.breaker.spring.http.StatusRules.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusRulesTests {

    private final StatusRules defaults = new StatusRules(StatusRules.FAILURES, StatusRules.IGNORED);

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 599, 429, 408})
    void serverErrorsAndWhatSaysLaterAreFailures(int status) {
        assertThat(defaults.of(status)).isEqualTo(Verdict.FAILURE);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 499})
    void otherClientErrorsAreNoVerdict(int status) {
        assertThat(defaults.of(status)).isEqualTo(Verdict.IGNORED);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 200, 204, 301, 399, 600, 999})
    void allElseIsASuccess(int status) {
        assertThat(defaults.of(status)).isEqualTo(Verdict.SUCCESS);
    }

    @Test
    void codesAndClassesCanBeMixed() {
        StatusRules rules = new StatusRules(List.of("404"), List.of("4XX", "503"));

        assertThat(rules.of(404)).isEqualTo(Verdict.FAILURE);
        assertThat(rules.of(403)).isEqualTo(Verdict.IGNORED);
        assertThat(rules.of(503)).isEqualTo(Verdict.IGNORED);
        assertThat(rules.of(500)).isEqualTo(Verdict.SUCCESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "50", "5x", "5xy", "x00", "099", "5000", "OK", "-500"})
    void whatIsNoStatusIsRefused(String status) {
        assertThat(StatusRules.isStatus(status)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StatusRules(List.of(status), List.of()))
                .withMessage(
                        "'%s' is no HTTP status; write one such as 503, or a class of them, such as 5xx",
                        status);
    }
}
