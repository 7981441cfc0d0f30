package dev.breaker.spring.cloud;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.Breakers;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The breakers that a factory gives out: always those that the registry holds, and if it holds none
 * of a name, one with the settings that are nearest. Thread-safe.
 */
final class BreakersById {

    private static final Log LOG = LogFactory.getLog(BreakersById.class);

    private final Breakers breakers;
    private final BreakerRegistry registry;
    private final int limit;
    private final Map<String, BreakerConfig> inCode;
    private final Set<String> made = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Function<String, BreakerConfig> defaults;

    /**
     * @param inCode the settings that code gave to breakers, as they are at any time
     * @param limit how many breakers that nobody configured may be made
     */
    BreakersById(
            Breakers breakers,
            BreakerRegistry registry,
            Map<String, BreakerConfig> inCode,
            int limit) {
        this.breakers = breakers;
        this.registry = registry;
        this.inCode = inCode;
        this.limit = limit;
    }

    void useByDefault(Function<String, BreakerConfig> settings) {
        defaults = Objects.requireNonNull(settings, "settings");
    }

    /** {@return a builder that has the settings of the base of all} */
    CircuitBreakerConfigBuilder builder(String id) {
        return new CircuitBreakerConfigBuilder(id, registry.defaults());
    }

    /** Says so where settings come too late, or stand elsewhere as well. */
    void warnOfUseless(String... ids) {
        for (String id : ids) {
            registry.find(id)
                    .filter(breaker -> !breaker.config().equals(inCode.get(id)))
                    .ifPresent(
                            breaker ->
                                    LOG.warn(
                                            "Breaker '%s' keeps the settings that it has%s; those given to the factory in code have no effect."
                                                    .formatted(
                                                            id,
                                                            breakers.configuredNames().contains(id)
                                                                    ? " from breaker.instances"
                                                                    : ", for it is in use")));
        }
    }

    /**
     * The breaker of this id.
     *
     * @param group the named base of its settings, if there is one of this name and nothing nearer
     * @throws IllegalStateException if there are too many
     */
    Breaker breaker(String id, String group) {
        return registry.find(id).orElseGet(() -> make(id, group));
    }

    private Breaker make(String id, String group) {
        if (breakers.configuredNames().contains(id)) {
            return breakers.current(id, "");
        }
        BreakerConfig own = inCode.get(id);
        if (own != null) {
            return heldOrMade(id, own);
        }
        count(id);
        if (breakers.bases().contains(group)) {
            return breakers.current(id, group);
        }
        Function<String, BreakerConfig> byDefault = defaults;
        return byDefault == null
                ? breakers.current(id, "")
                : heldOrMade(
                        id,
                        Objects.requireNonNull(
                                byDefault.apply(id),
                                () -> "configureDefault gave no settings to breaker '" + id + "'"));
    }

    /** The breaker that somebody else makes just now is right, too. */
    private Breaker heldOrMade(String id, BreakerConfig config) {
        try {
            return registry.breaker(id, config);
        } catch (IllegalArgumentException otherSettings) {
            return registry.find(id).orElseThrow(() -> otherSettings);
        }
    }

    private void count(String id) {
        if (made.size() >= limit) {
            made.removeIf(known -> registry.find(known).isEmpty());
        }
        if (made.size() >= limit && !made.contains(id)) {
            throw new IllegalStateException(
                    "Circuit breaker '%s' is not made: %d were made of ids that nobody configured, which is what breaker.cloud.max-breakers allows. An id names a backend, not a call of it; raise the limit only if there are so many backends."
                            .formatted(id, limit));
        }
        made.add(id);
    }
}
