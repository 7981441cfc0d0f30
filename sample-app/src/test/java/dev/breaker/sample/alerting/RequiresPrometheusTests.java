package dev.breaker.sample.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.breaker.sample.alerting.RequiresPrometheus.Condition;
import org.junit.jupiter.api.Test;

class RequiresPrometheusTests {

    @Test
    void testsRunWherePrometheusIsInstalled() {
        assertThat(Condition.evaluate(true, false).isDisabled()).isFalse();
        assertThat(Condition.evaluate(true, true).isDisabled()).isFalse();
    }

    @Test
    void testsAreSkippedOnAMachineWithoutIt() {
        assertThat(Condition.evaluate(false, false).isDisabled()).isTrue();
        assertThat(Condition.evaluate(false, false).getReason().get()).contains("Debian's package");
    }

    @Test
    void testsFailInCiWithoutIt() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Condition.evaluate(false, true))
                .withMessageContaining("not on the PATH");
    }
}
