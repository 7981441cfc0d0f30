package dev.breaker.spring.events;

import dev.breaker.Breaker;
import dev.breaker.BreakerListener;
import dev.breaker.BreakerRegistry;
import dev.breaker.StateTransition;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an application does with the transitions of its breakers, until it is closed. Breakers can
 * outlive it: in a registry that several applications share, in the hands of code that still runs,
 * and by the timer of an automatic transition. Thread-safe.
 */
abstract sealed class TransitionListener implements BreakerListener, AutoCloseable
        permits TransitionLog, TransitionPublisher {

    private final Consumer<Breaker> welcomer = this::listenTo;
    private volatile boolean closed;
    private @Nullable BreakerRegistry registry; // guarded by this

    /**
     * Listens to every breaker that is in a registry now or comes later.
     *
     * @param breakers the registry
     */
    public final synchronized void listenTo(BreakerRegistry breakers) {
        registry = breakers;
        breakers.onEach(welcomer);
    }

    private synchronized void listenTo(Breaker breaker) {
        if (!closed) {
            breaker.addListener(this);
        }
    }

    @Override
    public final void onTransition(StateTransition transition) {
        if (!closed) {
            heard(transition);
        }
    }

    @Override
    public final void onRehearsal(StateTransition transition) {
        if (!closed) {
            rehearsed(transition);
        }
    }

    @Override
    public final void onCandidate(StateTransition transition) {
        if (!closed) {
            rehearsedWithCandidate(transition);
        }
    }

    abstract void heard(StateTransition transition);

    /** What METRICS_ONLY would have done; by default that is nobody's business. */
    void rehearsed(StateTransition transition) {}

    /** What a candidate would have done; by default that is nobody's business. */
    void rehearsedWithCandidate(StateTransition transition) {}

    /** Hears of nothing from now on. */
    @Override
    public final synchronized void close() {
        closed = true;
        if (registry != null) {
            registry.unsubscribe(welcomer);
            registry.all().forEach(breaker -> breaker.removeListener(this));
            registry = null;
        }
    }
}
