package dev.breaker.spring;

import java.time.Duration;

/**
 * How many breakers a family may have, and how they are measured.
 *
 * @param maxKeys how many keys have a breaker of their own at a time; at least 1
 * @param keyIdleTime how long the breaker of a key is kept that nobody asks for and that is CLOSED;
 *     at least a second
 * @param metersPerKey whether each key has meters of its own, in place of one set for all of them
 */
public record KeySettings(int maxKeys, Duration keyIdleTime, boolean metersPerKey) {

    /** The shortest time after which a breaker that nobody asks for may be let go. */
    public static final Duration SHORTEST_IDLE_TIME = Duration.ofSeconds(1);

    /** What applies where nothing is configured: 1000 keys, an hour, one set of meters. */
    public static final KeySettings DEFAULTS = new KeySettings(1000, Duration.ofHours(1), false);

    /**
     * Settings.
     *
     * @throws IllegalArgumentException if a value is not allowed
     */
    public KeySettings {
        if (maxKeys < 1) {
            throw new IllegalArgumentException(
                    "maxKeys (%d) must be at least 1".formatted(maxKeys));
        }
        if (keyIdleTime.compareTo(SHORTEST_IDLE_TIME) < 0) {
            throw new IllegalArgumentException(
                    "keyIdleTime (%s) must be at least %s"
                            .formatted(keyIdleTime, SHORTEST_IDLE_TIME));
        }
    }
}
