package dev.breaker.spring.endpoint;

import dev.breaker.Breaker;
import dev.breaker.BreakerListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The log of one breaker, and the listeners that fill it. */
final class Recording {

    private final Breaker breaker;
    private final EventLog log;
    private final FailurePlaces places;
    private final List<BreakerListener> listeners = new CopyOnWriteArrayList<>();

    Recording(Breaker breaker, EventLog log) {
        this.breaker = breaker;
        this.log = log;
        this.places = new FailurePlaces(breaker);
    }

    EventLog log() {
        return log;
    }

    FailurePlaces places() {
        return places;
    }

    void listen(BreakerListener listener) {
        listeners.add(listener);
        breaker.addListener(listener);
    }

    /** Listens to the breaker no more: whoever still uses it does not pay for that. */
    void end() {
        listeners.forEach(breaker::removeListener);
    }
}
