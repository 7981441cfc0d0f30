package dev.breaker.spring.events;

import dev.breaker.StateTransition;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes each transition as an application event, the {@link StateTransition} itself, so that
 * {@code @EventListener void on(StateTransition transition)} hears of it. Listeners run on the
 * thread that caused or noticed the transition; what they throw is logged by the breaker and
 * changes nothing for the call. Thread-safe.
 */
public final class TransitionPublisher extends TransitionListener {

    private final ApplicationEventPublisher application;

    /**
     * A publisher for one application.
     *
     * @param application where the events are published
     */
    public TransitionPublisher(ApplicationEventPublisher application) {
        this.application = application;
    }

    @Override
    void heard(StateTransition transition) {
        application.publishEvent(transition);
    }
}
