package dev.breaker.spring.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.breaker.State;
import dev.breaker.spring.BreakerStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/** All that there is to know of one breaker; its keys, where it is the breaker of a family. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record BreakerDetails(
        String name,
        @JsonUnwrapped BreakerStatus status,
        long totalSlowCalls,
        long consecutiveSuccesses,
        long consecutiveFailures,
        @Nullable FailureView lastFailure,
        @Nullable EvidenceView tripEvidence,
        Map<State, Duration> timeInStates,
        List<TransitionView> transitions,
        List<FailureView> failures,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<KeyView> keys,
        @Nullable CandidateView candidate,
        Map<String, Object> settings)
        implements OperationResponseBody {}
