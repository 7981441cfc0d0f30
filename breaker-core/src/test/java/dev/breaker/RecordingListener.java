package dev.breaker;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Remembers all it hears, in the order in which it heard it. Thread-safe. */
final class RecordingListener implements BreakerListener {

    private final Queue<StateTransition> transitions = new ConcurrentLinkedQueue<>();
    private final Queue<CallOutcome> outcomes = new ConcurrentLinkedQueue<>();
    private final Queue<Rejection> rejections = new ConcurrentLinkedQueue<>();

    /** A new one that already listens to this breaker. */
    static RecordingListener on(Breaker breaker) {
        RecordingListener listener = new RecordingListener();
        breaker.addListener(listener);
        return listener;
    }

    @Override
    public void onTransition(StateTransition transition) {
        transitions.add(transition);
    }

    @Override
    public void onOutcome(CallOutcome outcome) {
        outcomes.add(outcome);
    }

    @Override
    public void onNotPermitted(Rejection rejection) {
        rejections.add(rejection);
    }

    List<StateTransition> transitions() {
        return List.copyOf(transitions);
    }

    List<CallOutcome> outcomes() {
        return List.copyOf(outcomes);
    }

    List<Rejection> rejections() {
        return List.copyOf(rejections);
    }

    /** The transitions in short: {@code "CLOSED -> OPEN"}. */
    List<String> moves() {
        return transitions.stream().map(heard -> heard.from() + " -> " + heard.to()).toList();
    }
}
