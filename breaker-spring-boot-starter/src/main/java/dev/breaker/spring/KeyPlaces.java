package dev.breaker.spring;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The places that a family has for keys, bounded in number. The name of a place's breaker is
 * claimed for the family as long as the place is there. Thread-safe.
 */
final class KeyPlaces {

    private final String prefix;
    private final int most;
    private final BreakerFamilies families;
    private final KeyedBreakers family;
    private final ConcurrentMap<String, KeyPlace> places = new ConcurrentHashMap<>();

    /**
     * No places yet.
     *
     * @param prefix what stands before a key in the name of its breaker
     * @param most how many there may be
     * @param family whose they are
     */
    KeyPlaces(String prefix, int most, BreakerFamilies families, KeyedBreakers family) {
        this.prefix = prefix;
        this.most = most;
        this.families = families;
        this.family = family;
    }

    /** {@return those that there are at this moment} */
    Collection<KeyPlace> all() {
        return places.values();
    }

    @Nullable KeyPlace find(String label) {
        return places.get(label);
    }

    /** The place of the breaker with this name, if there is one. */
    @Nullable KeyPlace ofBreaker(String name) {
        return name.startsWith(prefix) ? places.get(name.substring(prefix.length())) : null;
    }

    /**
     * The place of a key, made if it is not there yet; null where there is no room. Takes no lock
     * then: keys without a place come with every call.
     */
    @Nullable KeyPlace take(String label) {
        return isFull() && !places.containsKey(label) ? null : findOrMake(label);
    }

    private boolean isFull() {
        return places.size() >= most;
    }

    private synchronized @Nullable KeyPlace findOrMake(String label) {
        KeyPlace known = places.get(label);
        if (known != null && !known.wasLeft()) {
            return known;
        }
        if (known == null && isFull()) {
            return null;
        }
        String full = prefix + label;
        KeyPlace added = new KeyPlace(label, full, families.claim(full, family));
        places.put(label, added);
        return added;
    }

    /** Takes one out that was left. Its name is the family's until it is {@link #release}d. */
    void remove(KeyPlace left) {
        places.remove(left.label, left);
    }

    /** Not under the feet of one who has taken the place anew. */
    synchronized void release(KeyPlace left) {
        if (left.owned && !places.containsKey(left.label)) {
            families.release(left.name, family);
        }
    }
}
