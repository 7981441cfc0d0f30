package dev.breaker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The listeners of a breaker, sorted by what they override, so that nothing is told to nobody. */
final class Listeners {

    private final Contained contained;
    private final List<BreakerListener> all = new CopyOnWriteArrayList<>();
    private final List<BreakerListener> ofOutcomes = new CopyOnWriteArrayList<>();
    private final List<BreakerListener> ofFailures = new CopyOnWriteArrayList<>();
    private final List<BreakerListener> ofRejections = new CopyOnWriteArrayList<>();

    Listeners(Contained contained) {
        this.contained = contained;
    }

    void add(BreakerListener listener) {
        all.add(listener);
        if (overrides(listener, "onOutcome", CallOutcome.class)) {
            ofOutcomes.add(listener);
        }
        if (overrides(listener, "onFailure", CallOutcome.class)) {
            ofFailures.add(listener);
        }
        if (overrides(listener, "onNotPermitted", Rejection.class)) {
            ofRejections.add(listener);
        }
    }

    void remove(BreakerListener listener) {
        all.remove(listener);
        ofOutcomes.remove(listener);
        ofFailures.remove(listener);
        ofRejections.remove(listener);
    }

    private static boolean overrides(BreakerListener listener, String method, Class<?> event) {
        try {
            return listener.getClass().getMethod(method, event).getDeclaringClass()
                    != BreakerListener.class;
        } catch (NoSuchMethodException e) {
            return true; // cannot be: the interface has it
        }
    }

    boolean hearOutcomes() {
        return !ofOutcomes.isEmpty();
    }

    void transition(StateTransition transition) {
        tell(all, listener -> listener.onTransition(transition));
    }

    void outcome(String breaker, Outcome outcome, long nanos, @Nullable Throwable thrown) {
        boolean failureHeard = outcome.isFailure() && !ofFailures.isEmpty();
        if (ofOutcomes.isEmpty() && !failureHeard) {
            return;
        }
        Duration duration = nanos < 0 ? null : Duration.ofNanos(nanos);
        CallOutcome event = new CallOutcome(breaker, outcome, duration, thrown);
        tell(ofOutcomes, listener -> listener.onOutcome(event));
        if (failureHeard) {
            tell(ofFailures, listener -> listener.onFailure(event));
        }
    }

    void rejection(Phase refusing) {
        if (ofRejections.isEmpty()) {
            return;
        }
        Outage outage = refusing.outage;
        Rejection event =
                new Rejection(
                        refusing.circuit.name,
                        refusing.state,
                        outage == null ? null : outage.reason());
        tell(ofRejections, listener -> listener.onNotPermitted(event));
    }

    private void tell(List<BreakerListener> audience, Consumer<BreakerListener> news) {
        for (BreakerListener listener : audience) {
            try {
                news.accept(listener);
            } catch (Throwable broken) {
                contained.report("listener " + listener.getClass().getName(), broken);
            }
        }
    }
}
