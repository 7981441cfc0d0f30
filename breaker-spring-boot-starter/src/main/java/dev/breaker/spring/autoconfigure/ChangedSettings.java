package dev.breaker.spring.autoconfigure;

import dev.breaker.BreakerConfig;
import dev.breaker.spring.Author;
import dev.breaker.spring.StarterSettings;
import java.time.Instant;
import java.util.Map;

/**
 * What somebody has changed of the settings of a breaker, and on what. Never changed itself.
 *
 * @param config what the breaker would have without that
 * @param starter the same, of what concerns the starter
 * @param byHand the settings that were changed
 * @param notes who changed each of them
 * @param inForce what came of it; the breaker has other settings only if code gave it some since
 */
record ChangedSettings(
        BreakerConfig config,
        StarterSettings starter,
        BreakerSettings byHand,
        Map<Setting, Note> notes,
        BreakerConfig inForce) {

    /**
     * Who changed a setting.
     *
     * @param author who
     * @param at when
     */
    record Note(Author author, Instant at) {

        String words() {
            String by = author.by() == null ? "" : " by " + author.by();
            String reason = author.reason() == null ? "" : ": " + author.reason();
            return "changed%s at %s%s".formatted(by, at, reason);
        }
    }
}
