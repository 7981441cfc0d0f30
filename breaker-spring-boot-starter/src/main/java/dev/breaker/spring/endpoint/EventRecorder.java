package dev.breaker.spring.endpoint;

import dev.breaker.BreakerListener;
import dev.breaker.CallOutcome;
import dev.breaker.Rejection;
import dev.breaker.StateTransition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Puts what happens at one breaker into its log. Two listeners, because one that hears of every
 * outcome costs every call.
 */
final class EventRecorder {

    private final EventLog log;
    private final FailurePlaces places;
    private final EventNumbers numbers;
    private final boolean withMessages;

    /**
     * A recorder.
     *
     * @param log where events go
     * @param places where failures come from
     * @param numbers those of the events of all breakers
     * @param withMessages whether messages of exceptions are kept
     */
    EventRecorder(EventLog log, FailurePlaces places, EventNumbers numbers, boolean withMessages) {
        this.log = log;
        this.places = places;
        this.numbers = numbers;
        this.withMessages = withMessages;
    }

    /**
     * Records transitions, those of rehearsals too, and failures, which costs a successful call
     * nothing.
     */
    BreakerListener ofChanges() {
        return new BreakerListener() {
            @Override
            public void onTransition(StateTransition transition) {
                recordChange(transition, EventType.TRANSITION);
            }

            @Override
            public void onRehearsal(StateTransition transition) {
                recordChange(transition, EventType.REHEARSAL);
            }

            @Override
            public void onCandidate(StateTransition transition) {
                recordChange(transition, EventType.CANDIDATE);
            }

            @Override
            public void onFailure(CallOutcome failure) {
                recordFailure(failure);
            }
        };
    }

    /** Records all the rest. */
    BreakerListener ofCalls() {
        return new BreakerListener() {
            @Override
            public void onOutcome(CallOutcome outcome) {
                switch (outcome.outcome()) {
                    case SUCCESS -> recordCall(outcome, EventType.SUCCESS);
                    case SLOW_SUCCESS -> recordCall(outcome, EventType.SLOW_SUCCESS);
                    case IGNORED -> recordCall(outcome, EventType.IGNORED);
                    case FAILURE, SLOW_FAILURE -> {} // the other listener's
                }
            }

            @Override
            public void onNotPermitted(Rejection rejection) {
                record(
                        rejection.breaker(),
                        EventType.NOT_PERMITTED,
                        Instant.now(),
                        EventFacts.Refusal.of(rejection));
            }
        };
    }

    private void recordChange(StateTransition transition, EventType type) {
        record(
                transition.breaker(),
                type,
                transition.at(),
                EventFacts.Change.of(transition, withMessages));
    }

    private void recordFailure(CallOutcome failure) {
        Instant now = Instant.now();
        record(
                failure.breaker(),
                EventType.FAILURE,
                now,
                EventFacts.CallEnd.of(failure, withMessages, where(failure.thrown(), now)));
    }

    /** Of a value that was a failure, no place is known. */
    private @Nullable String where(@Nullable Throwable thrown, Instant at) {
        return thrown == null ? null : places.of(thrown, at);
    }

    private void recordCall(CallOutcome outcome, EventType type) {
        record(
                outcome.breaker(),
                type,
                Instant.now(),
                EventFacts.CallEnd.of(outcome, withMessages, null));
    }

    private void record(String breaker, EventType type, Instant at, EventFacts facts) {
        BreakerEvent event = new BreakerEvent(numbers.next(), breaker, type, at, facts);
        try {
            log.add(event);
        } finally {
            numbers.handOn(event); // those who follow wait for each number
        }
    }
}
