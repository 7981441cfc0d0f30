package dev.breaker.spring.endpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonParseException;
import org.springframework.boot.json.JsonParserFactory;

/**
 * Settings as Actuator hands them on: a text, for it takes nothing else as the values of a body.
 * Either {@code key=value} pairs, with semicolons or line breaks between them, or the text of an
 * object in JSON, which is what becomes of an object in a request.
 */
final class SettingsText {

    private SettingsText() {}

    /**
     * Reads them.
     *
     * @param field where they stand
     * @return values by keys; null for what is to be as configured
     * @throws BadRequestException if the text is neither of the two
     */
    static Map<String, @Nullable Object> read(String field, String text) {
        return text.stripLeading().startsWith("{") ? object(field, text) : pairs(field, text);
    }

    private static Map<String, @Nullable Object> object(String field, String text) {
        try {
            return new LinkedHashMap<>(JsonParserFactory.getJsonParser().parseMap(text));
        } catch (JsonParseException e) {
            throw wrong(field, text);
        }
    }

    private static Map<String, @Nullable Object> pairs(String field, String text) {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        for (String pair : text.split("[;\\r\\n]", -1)) {
            if (!pair.isBlank()) {
                int end = pair.indexOf('=');
                if (end < 1) {
                    throw wrong(field, pair.strip());
                }
                String value = pair.substring(end + 1).strip();
                settings.put(pair.substring(0, end).strip(), value.isEmpty() ? null : value);
            }
        }
        return settings;
    }

    private static BadRequestException wrong(String field, String text) {
        return new BadRequestException(
                "'%s' is not understood; %s must be an object in JSON, or a text like failure-rate-threshold=60; wait-duration-in-open-state=5s"
                        .formatted(text, field));
    }
}
