package dev.breaker.spring.autoconfigure;

import dev.breaker.Breaker;
import dev.breaker.spring.SettingsChange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** What has been changed, and is changed, of the settings of each breaker. Thread-safe. */
final class ChangeLog {

    private static final int MOST = 20;

    private final ConcurrentMap<Breaker, ChangedSettings> changed = new ConcurrentHashMap<>();
    private final ConcurrentMap<Breaker, List<SettingsChange>> history = new ConcurrentHashMap<>();

    /** What is changed of a breaker, unless code has given it other settings since. */
    @Nullable ChangedSettings of(Breaker breaker) {
        ChangedSettings known = changed.get(breaker);
        return known != null && Same.object(known.inForce(), breaker.config()) ? known : null;
    }

    void put(Breaker breaker, ChangedSettings settings) {
        changed.put(breaker, settings);
    }

    void reverted(Breaker breaker) {
        changed.remove(breaker);
    }

    void add(Breaker breaker, SettingsChange change) {
        history.merge(breaker, List.of(change), ChangeLog::appended);
    }

    private static List<SettingsChange> appended(
            List<SettingsChange> before, List<SettingsChange> added) {
        List<SettingsChange> all = new ArrayList<>(before);
        all.addAll(added);
        return List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size()));
    }

    /** The last changes of a breaker, the newest last. */
    List<SettingsChange> history(Breaker breaker) {
        return history.getOrDefault(breaker, List.of());
    }

    void forget(Breaker breaker) {
        changed.remove(breaker);
        history.remove(breaker);
    }
}
