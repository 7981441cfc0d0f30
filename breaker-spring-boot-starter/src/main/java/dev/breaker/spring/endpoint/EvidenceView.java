package dev.breaker.spring.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.breaker.Evidence;
import dev.breaker.FailureCount;
import dev.breaker.Trigger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers behind a transition, as {@link Evidence} has them; null where there is none. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record EvidenceView(
        Trigger trigger,
        @Nullable Double threshold,
        @Nullable Double value,
        String window,
        int bufferedCalls,
        int failedCalls,
        int slowCalls,
        int slowFailedCalls,
        List<FailureCount> failureTypes,
        List<FailureView> failures) {

    static EvidenceView of(Evidence evidence, boolean withMessages) {
        return new EvidenceView(
                evidence.trigger(),
                known(evidence.threshold()),
                known(evidence.value()),
                evidence.window(),
                evidence.bufferedCalls(),
                evidence.failedCalls(),
                evidence.slowCalls(),
                evidence.slowFailedCalls(),
                evidence.failureTypes(),
                evidence.failures().stream()
                        .map(failure -> FailureView.of(failure, withMessages))
                        .toList());
    }

    private static @Nullable Double known(double figure) {
        return Double.isNaN(figure) ? null : figure;
    }
}
