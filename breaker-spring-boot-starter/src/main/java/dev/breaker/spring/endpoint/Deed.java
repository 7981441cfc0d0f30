package dev.breaker.spring.endpoint;

import dev.breaker.spring.Author;
import dev.breaker.spring.SettingsChange;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was done with a breaker, for those who keep account of it.
 *
 * @param type that of the audit event
 * @param breaker the name of the breaker
 * @param action what was done: FORCE_OPEN, say
 * @param until when it ends by itself
 * @param from what settings were
 * @param to what they are
 */
record Deed(
        String type,
        String breaker,
        String action,
        Author author,
        @Nullable Instant until,
        Map<String, Object> from,
        Map<String, Object> to) {

    static final String ACTION = "CIRCUIT_BREAKER_ACTION";
    static final String SETTINGS = "CIRCUIT_BREAKER_SETTINGS";

    static Deed action(String breaker, String action, Author author, @Nullable Instant until) {
        return new Deed(ACTION, breaker, action, author, until, Map.of(), Map.of());
    }

    static Deed settings(String breaker, String action, Author author, SettingsChange change) {
        return new Deed(SETTINGS, breaker, action, author, null, change.from(), change.to());
    }

    /** One line. */
    String words() {
        String what = from.isEmpty() && to.isEmpty() ? "" : " (" + change() + ")";
        return "Breaker '%s': %s%s%s %s"
                .formatted(
                        breaker,
                        action,
                        what,
                        until == null ? "" : " until " + until,
                        author.words());
    }

    private String change() {
        return new SettingsChange(Instant.EPOCH, null, null, from, to).words();
    }
}
