package dev.breaker.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds names of exceptions and predicates that stand for nothing usable. */
final class ReferenceCheck {

    private final ConfiguredKeys keys;
    private final References references;
    private final Problems problems;

    ReferenceCheck(ConfiguredKeys keys, References references, Problems problems) {
        this.keys = keys;
        this.references = references;
        this.problems = problems;
    }

    /** Checks the names that this level sets, and leaves out those that are wrong. */
    void check(Level level) {
        for (Setting setting : Setting.ALL) {
            Object value = setting.of(level.settings());
            if (value instanceof List<?> names) {
                setting.set(level.settings(), usable(level, setting, names));
            } else if (value != null && setting.isPredicate()) {
                String name = value.toString();
                if (!usable(keys.find(level.id(), setting), () -> references.predicate(name))) {
                    setting.set(level.settings(), null);
                }
            }
        }
    }

    private List<?> usable(Level level, Setting setting, List<?> names) {
        List<Object> usable = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).toString();
            Optional<Place> place = keys.find(level.id(), setting, i);
            if (usable(place, () -> references.exception(name))) {
                usable.add(name);
            }
        }
        return usable;
    }

    private boolean usable(Optional<Place> place, Runnable resolution) {
        try {
            resolution.run();
            return true;
        } catch (UnresolvedException e) {
            problems.add(new Problem(place.stream().toList(), e.reason(), e.action()));
            return false;
        }
    }
}
