package dev.breaker.spring.endpoint;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/** A change of state, and when it was. */
record TransitionView(Instant at, @JsonUnwrapped EventFacts.Change change) {

    static TransitionView of(BreakerEvent event) {
        return new TransitionView(event.at(), (EventFacts.Change) event.facts());
    }
}
