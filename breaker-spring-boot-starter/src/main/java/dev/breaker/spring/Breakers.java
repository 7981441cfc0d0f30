package dev.breaker.spring;

import dev.breaker.Breaker;
import java.util.Map;
import java.util.Set;

/** The breakers of the application as its configuration describes them. Thread-safe. */
public interface Breakers {

    /**
     * The breaker of an annotation, made with its configured settings if it is not there yet.
     *
     * @param name the name of the breaker
     * @param configuration the named base of its settings; empty where the annotation names none
     * @return always the same breaker for a name
     * @throws IllegalArgumentException if there is no such base, or the breaker is configured with
     *     another
     */
    Breaker breaker(String name, String configuration);

    /**
     * The breaker of an annotation that has had one before, which may have been taken out since:
     * the one that there is now, whoever made it and with whatever settings; made with its
     * configured settings if there is none.
     *
     * @param name the name of the breaker
     * @param configuration the named base of its settings; empty where the annotation names none
     * @return the breaker of this name
     */
    default Breaker current(String name, String configuration) {
        return breaker(name, configuration);
    }

    /**
     * The breaker of one key of a family, made if it is not there yet: with its own settings where
     * it is configured by name, else with those of the family.
     *
     * @param name the name of the breaker
     * @param family the name of the family, which has a breaker of its own
     * @param configuration the named base for which the family was asked; empty for none
     * @return the breaker of this name, whoever made it
     */
    default Breaker ofKey(String name, String family, String configuration) {
        return current(name, configuration);
    }

    /**
     * The settings of a breaker that concern the starter.
     *
     * @param name the name of the breaker
     * @return its settings, or the defaults for a breaker that is not configured
     */
    StarterSettings settings(String name);

    /**
     * The tags that the meters of a breaker have beside those that all breakers have.
     *
     * @param name the name of the breaker
     * @return the same keys for every breaker, with {@code none} where it has no value for one:
     *     Prometheus refuses meters of one name whose keys differ
     */
    default Map<String, String> tags(String name) {
        return Map.of();
    }

    /** {@return the names under {@code breaker.instances}} */
    Set<String> configuredNames();

    /** {@return the names under {@code breaker.configs}, and {@code default}} */
    default Set<String> bases() {
        return Set.of("default");
    }
}
