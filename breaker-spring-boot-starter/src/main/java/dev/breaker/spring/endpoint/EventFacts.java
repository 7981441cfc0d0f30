package dev.breaker.spring.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.breaker.CallOutcome;
import dev.breaker.Rejection;
import dev.breaker.State;
import dev.breaker.StateTransition;
import dev.breaker.spring.InterventionView;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is told of an event beyond name, type and time; absent in JSON where it is not known. */
sealed interface EventFacts {

    /**
     * A change of state, in earnest or in a rehearsal, as {@link StateTransition} has it.
     *
     * @param notPermittedCalls how many calls had been rejected since calls were first kept away
     * @param evidence the numbers behind the reason
     * @param intervention what an operator said, if he brought it about
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Change(
            State from,
            State to,
            String reason,
            Duration openFor,
            long notPermittedCalls,
            EvidenceView evidence,
            @Nullable InterventionView intervention)
            implements EventFacts {

        static Change of(StateTransition transition, boolean withMessages) {
            return new Change(
                    transition.from(),
                    transition.to(),
                    transition.reason(),
                    transition.openFor(),
                    transition.notPermittedCalls(),
                    EvidenceView.of(transition.evidence(), withMessages),
                    intervention(transition));
        }

        private static @Nullable InterventionView intervention(StateTransition transition) {
            return transition.intervention() == null
                    ? null
                    : InterventionView.of(
                            transition.intervention(),
                            InterventionView.action(transition.to()),
                            transition.at());
        }
    }

    /**
     * The end of a call.
     *
     * @param duration how long it took, if that was measured
     * @param slow whether it was slow
     * @param exceptionType the class of what it threw, if it threw
     * @param exceptionMessage its message, if messages are shown
     * @param where the place in the application's code that a failure came from, if that is known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CallEnd(
            @Nullable Duration duration,
            boolean slow,
            @Nullable String exceptionType,
            @Nullable String exceptionMessage,
            @Nullable String where)
            implements EventFacts {

        static CallEnd of(CallOutcome outcome, boolean withMessage, @Nullable String where) {
            Throwable thrown = outcome.thrown();
            return new CallEnd(
                    outcome.duration(),
                    outcome.outcome().isSlow(),
                    thrown == null ? null : thrown.getClass().getName(),
                    thrown == null || !withMessage ? null : thrown.getMessage(),
                    where);
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
