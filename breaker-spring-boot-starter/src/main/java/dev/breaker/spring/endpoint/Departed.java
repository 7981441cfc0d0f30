package dev.breaker.spring.endpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The last events of breakers that are gone, so that it can be said that they are lost. Of the
 * latest thousand names each is known; of those before, that there were some. Thread-safe.
 */
final class Departed {

    private static final int MOST_NAMES = 1_000;

    private final Map<String, Long> lastOf = new LinkedHashMap<>(); // guarded by this
    private long lastOfOthers; // guarded by this

    synchronized void add(String name, long last) {
        lastOf.remove(name); // so that it becomes the latest
        lastOf.put(name, last);
        if (lastOf.size() > MOST_NAMES) {
            Map.Entry<String, Long> oldest = lastOf.entrySet().iterator().next();
            lastOfOthers = Math.max(lastOfOthers, oldest.getValue());
            lastOf.remove(oldest.getKey());
        }
    }

    /** {@return the number of the last event of those that are meant; 0 if there was none} */
    synchronized long last(Predicate<String> isMeant) {
        return lastOf.entrySet().stream()
                .filter(gone -> isMeant.test(gone.getKey()))
                .mapToLong(Map.Entry::getValue)
                .reduce(lastOfOthers, Math::max);
    }
}
