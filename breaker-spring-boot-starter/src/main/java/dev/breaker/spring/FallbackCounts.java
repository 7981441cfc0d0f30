package dev.breaker.spring;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** How often a fallback ran, by breaker. Thread-safe. */
public final class FallbackCounts {

    private final ConcurrentMap<String, LongAdder> counts = new ConcurrentHashMap<>();

    /**
     * The count of one breaker, to be kept by who counts.
     *
     * @param breaker the name of the breaker
     * @return always the same adder for a name
     */
    public LongAdder of(String breaker) {
        return counts.computeIfAbsent(breaker, name -> new LongAdder());
    }
}
