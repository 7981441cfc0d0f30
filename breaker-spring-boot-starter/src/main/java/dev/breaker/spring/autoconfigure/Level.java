package dev.breaker.spring.autoconfigure;

/**
 * One group of settings as it is written: those of a breaker, or of a base.
 *
 * @param id where it is written
 * @param settings what is set there
 */
record Level(Id id, BreakerSettings settings) {

    /**
     * Where a group of settings is written.
     *
     * @param map {@code instances} or {@code configs}
     * @param name the name of the breaker or base
     */
    record Id(String map, String name) {

        /** {@return whether relaxed binding takes one for the other} */
        boolean looksLike(Id other) {
            return map.equals(other.map) && Keys.uniform(name).equals(Keys.uniform(other.name));
        }

        String key() {
            return Keys.join(Keys.PREFIX, map, name);
        }
    }

    static Level ofBreaker(String name, BreakerSettings settings) {
        return new Level(new Id(Keys.INSTANCES, name), settings);
    }

    static Level ofBase(String name, BreakerSettings settings) {
        return new Level(new Id(Keys.CONFIGS, name), settings);
    }

    String name() {
        return id.name();
    }
}
