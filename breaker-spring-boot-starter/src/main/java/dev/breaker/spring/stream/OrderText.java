package dev.breaker.spring.stream;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter;

/** Makes a text of the settings within a body. */
final class OrderText {

    /** What may be an object. */
    private static final Set<String> SETTINGS = Set.of("settings", "rehearse");

    private static final int BAD_REQUEST = 400;
    private static final int SHOWN = 100;

    private static final JsonWriter<@Nullable Object> JSON = JsonWriter.standard();

    private OrderText() {}

    /**
     * The same body, but for settings that are an object: these have become a text.
     *
     * @throws UnreadableOrderException if it is no object, or has other objects or lists in it
     */
    static byte[] readable(byte[] body, JsonReader json) {
        Map<String, @Nullable Object> readable = new LinkedHashMap<>();
        values(body, json).forEach((field, value) -> readable.put(field, readable(field, value)));
        return JSON.writeToString(readable).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, @Nullable Object> values(byte[] body, JsonReader json) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return Map.of(); // the endpoint says what is missing
        }
        Map<String, @Nullable Object> values = json.read(body);
        if (values == null) {
            throw new UnreadableOrderException(
                    BAD_REQUEST, "is no object in JSON: " + beginning(text));
        }
        return values;
    }

    private static @Nullable Object readable(String field, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> || value instanceof Iterable<?>)) {
            return value;
        }
        String text = JSON.writeToString(value);
        if (!SETTINGS.contains(field)) {
            throw new UnreadableOrderException(
                    BAD_REQUEST,
                    "has no text as %s: %s".formatted(beginning(field), beginning(text)));
        }
        return text;
    }

    private static String beginning(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
