package dev.breaker.spring.events;

import dev.breaker.BreakerListener;
import dev.breaker.StateTransition;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Publishes each transition as an application event, the {@link StateTransition} itself, so that
 * {@code @EventListener void on(StateTransition transition)} hears of it. Listeners run on the
 * thread that caused or noticed the transition; what they throw is logged by the breaker and
 * changes nothing for the call. Thread-safe.
 */
public final class TransitionPublisher implements BreakerListener {

    private final ConfigurableApplicationContext context;

    /**
     * A publisher for one application.
     *
     * @param context where the events are published, while it is active
     */
    public TransitionPublisher(ConfigurableApplicationContext context) {
        this.context = context;
    }

    @Override
    public void onTransition(StateTransition transition) {
        if (context.isActive()) {
            context.publishEvent(transition);
        }
    }
}
