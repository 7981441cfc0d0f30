package dev.breaker.spring;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** How often a fallback ran, by breaker. Thread-safe. */
public final class FallbackCounts {

    private final ConcurrentMap<String, FallbackCount> counts = new ConcurrentHashMap<>();
    private final List<InsteadListener> listeners = new CopyOnWriteArrayList<>();

    /**
     * The count of one breaker, to be kept by who counts.
     *
     * @param breaker the name of the breaker
     * @return always the same count for a name
     */
    public FallbackCount of(String breaker) {
        return counts.computeIfAbsent(breaker, name -> new FallbackCount(name, listeners));
    }

    /**
     * Tells a listener of each fallback from now on. Where there is none, telling costs nothing.
     *
     * @param listener what to tell
     */
    public void addListener(InsteadListener listener) {
        listeners.add(listener);
    }
}
