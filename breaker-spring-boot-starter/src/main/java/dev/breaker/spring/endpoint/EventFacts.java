package dev.breaker.spring.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.breaker.CallOutcome;
import dev.breaker.Rejection;
import dev.breaker.State;
import dev.breaker.StateTransition;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is told of an event beyond name, type and time; absent in JSON where it is not known. */
sealed interface EventFacts {

    /** A change of state, as {@link StateTransition} has it. */
    record Change(State from, State to, String reason, Duration openFor) implements EventFacts {

        static Change of(StateTransition transition) {
            return new Change(
                    transition.from(), transition.to(), transition.reason(), transition.openFor());
        }
    }

    /**
     * The end of a call.
     *
     * @param duration how long it took, if that was measured
     * @param slow whether it was slow
     * @param exceptionType the class of what it threw, if it threw
     * @param exceptionMessage its message, if messages are shown
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CallEnd(
            @Nullable Duration duration,
            boolean slow,
            @Nullable String exceptionType,
            @Nullable String exceptionMessage)
            implements EventFacts {

        static CallEnd of(CallOutcome outcome, boolean withMessage) {
            Throwable thrown = outcome.thrown();
            return new CallEnd(
                    outcome.duration(),
                    outcome.outcome().isSlow(),
                    thrown == null ? null : thrown.getClass().getName(),
                    thrown == null || !withMessage ? null : thrown.getMessage());
        }
    }

    /** A rejection, as {@link Rejection} has it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Refusal(State state, @Nullable String reason) implements EventFacts {

        static Refusal of(Rejection rejection) {
            return new Refusal(rejection.state(), rejection.reason());
        }
    }
}
