package dev.breaker.spring.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.breaker.Breaker;
import dev.breaker.State;
import dev.breaker.spring.BreakerSummary;
import org.jspecify.annotations.Nullable;

/** What the details of a name show of each of its keys; the details of the key have the rest. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record KeyView(
        String name,
        State state,
        @Nullable Double failureRate,
        @Nullable Double slowCallRate,
        int bufferedCalls,
        long notPermittedCalls) {

    static KeyView of(Breaker breaker) {
        BreakerSummary status = BreakerSummary.of(breaker);
        return new KeyView(
                breaker.name(),
                status.state(),
                status.failureRate(),
                status.slowCallRate(),
                status.bufferedCalls(),
                status.notPermittedCalls());
    }
}
