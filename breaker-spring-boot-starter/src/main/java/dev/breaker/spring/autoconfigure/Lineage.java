package dev.breaker.spring.autoconfigure;

import java.util.List;
import java.util.Optional;

/**
 * Where a group of settings comes from, nearest first: itself, its base, the base of that, and so
 * on to the base of all. A setting has the value of the first level that sets it.
 */
record Lineage(List<Level> levels) {

    /** {@return the level that sets this setting, if one does} */
    Optional<Level> levelOf(Setting setting) {
        return levels.stream().filter(level -> setting.of(level.settings()) != null).findFirst();
    }

    /** {@return the settings of all levels together, each from the nearest} */
    BreakerSettings effective() {
        BreakerSettings effective = new BreakerSettings();
        for (int i = levels.size() - 1; i >= 0; i--) {
            Setting.copy(levels.get(i).settings(), effective);
        }
        return effective;
    }
}
