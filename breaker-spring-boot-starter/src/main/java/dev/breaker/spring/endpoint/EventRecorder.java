package dev.breaker.spring.endpoint;

import dev.breaker.BreakerListener;
import dev.breaker.CallOutcome;
import dev.breaker.Rejection;
import dev.breaker.StateTransition;
import java.time.Instant;

/**
 * Puts what happens at one breaker into its log. Two listeners, because one that hears of every
 * outcome costs every call.
 */
final class EventRecorder {

    private final EventLog log;
    private final EventNumbers numbers;
    private final boolean withMessages;

    /**
     * A recorder.
     *
     * @param log where events go
     * @param numbers those of the events of all breakers
     * @param withMessages whether messages of exceptions are kept
     */
    EventRecorder(EventLog log, EventNumbers numbers, boolean withMessages) {
        this.log = log;
        this.numbers = numbers;
        this.withMessages = withMessages;
    }

    /** Records transitions and failures, which costs a successful call nothing. */
    BreakerListener ofChanges() {
        return new BreakerListener() {
            @Override
            public void onTransition(StateTransition transition) {
                record(
                        transition.breaker(),
                        EventType.TRANSITION,
                        transition.at(),
                        EventFacts.Change.of(transition));
            }

            @Override
            public void onFailure(CallOutcome failure) {
                recordCall(failure, EventType.FAILURE);
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

    private void recordCall(CallOutcome outcome, EventType type) {
        record(
                outcome.breaker(),
                type,
                Instant.now(),
                EventFacts.CallEnd.of(outcome, withMessages));
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
