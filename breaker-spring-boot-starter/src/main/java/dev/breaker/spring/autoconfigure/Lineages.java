package dev.breaker.spring.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The named bases, and who inherits from whom. Immutable. */
final class Lineages {

    /** The name of the base of all, which is there even if nothing is configured for it. */
    static final String DEFAULT = "default";

    private final Map<String, Level> bases = new LinkedHashMap<>();
    private final Level defaults;

    Lineages(List<Level> configured) {
        for (Level level : configured) {
            bases.put(level.name(), level);
        }
        Level base = bases.get(DEFAULT);
        defaults = base != null ? base : Level.ofBase(DEFAULT, new BreakerSettings());
        bases.put(DEFAULT, defaults);
    }

    /** {@return the names of all bases} */
    Set<String> names() {
        return bases.keySet();
    }

    /** {@return the name of the base of a level, which need not exist; the base of all has none} */
    Optional<String> baseOf(Level level) {
        if (level.equals(defaults)) {
            return Optional.empty();
        }
        return Optional.of(Optional.ofNullable(level.settings().getBaseConfig()).orElse(DEFAULT));
    }

    /** {@return the base of all} */
    Level defaults() {
        return defaults;
    }

    /** {@return all bases} */
    List<Level> all() {
        return List.copyOf(bases.values());
    }

    /** {@return from where a level inherits; what is unknown or circular in it is left out} */
    Lineage of(Level start) {
        List<Level> levels = path(start);
        if (!levels.contains(defaults)) {
            levels.add(defaults);
        }
        return new Lineage(List.copyOf(levels));
    }

    /** {@return the level, its base, the base of that, ..., each once} */
    List<Level> path(Level start) {
        List<Level> path = new ArrayList<>();
        Level level = start;
        while (level != null && !path.contains(level)) {
            path.add(level);
            Optional<String> base = baseOf(level);
            level = base.isPresent() ? bases.get(base.get()) : null;
        }
        return path;
    }
}
