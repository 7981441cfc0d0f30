package dev.breaker.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears the events of observations as a tracer would, with the observation each belongs to. */
public final class Heard implements ObservationHandler<Observation.Context> {

    private final List<String> events = new CopyOnWriteArrayList<>();
    private volatile boolean broken;

    @Override
    public boolean supportsContext(Observation.Context context) {
        return true;
    }

    @Override
    public void onEvent(Observation.Event event, Observation.Context context) {
        if (broken) {
            throw new IllegalStateException("broken handler");
        }
        events.add(
                "%s: %s: %s"
                        .formatted(context.getName(), event.getName(), event.getContextualName()));
    }

    public void breakDown() {
        broken = true;
    }

    public void forget() {
        events.clear();
    }

    public List<String> events() {
        return events;
    }
}
