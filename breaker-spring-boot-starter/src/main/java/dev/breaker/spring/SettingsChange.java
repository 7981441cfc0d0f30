package dev.breaker.spring;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change of the settings of a breaker.
 *
 * @param at when
 * @param by who; null where that is not known
 * @param reason why; null where he did not say
 * @param from what they were, by their keys
 * @param to what they are since
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SettingsChange(
        Instant at,
        @Nullable String by,
        @Nullable String reason,
        Map<String, Object> from,
        Map<String, Object> to) {

    /**
     * {@return each setting with what it was and what it is: "failure-rate-threshold 50.0 -> 60.0"}
     */
    public String words() {
        StringBuilder words = new StringBuilder();
        for (String key : from.isEmpty() ? to.keySet() : from.keySet()) {
            words.append(words.isEmpty() ? "" : ", ")
                    .append(key)
                    .append(' ')
                    .append(from.getOrDefault(key, "not set"))
                    .append(" -> ")
                    .append(to.getOrDefault(key, "not set"));
        }
        return words.isEmpty() ? "nothing" : words.toString();
    }
}
