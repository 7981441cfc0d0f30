package dev.breaker.spring.stream;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonParseException;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.boot.json.JsonWriter;

/** Makes texts of the objects and lists within a body. */
final class OrderText {

    private static final int SHOWN = 100;

    private static final JsonWriter<@Nullable Object> JSON = JsonWriter.standard();

    private OrderText() {}

    /**
     * The same body, but for objects and lists, which have become texts.
     *
     * @throws UnreadableOrderException if it is no object in JSON
     */
    static byte[] readable(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        Map<String, @Nullable Object> values = new LinkedHashMap<>(parsed(text));
        values.replaceAll((key, value) -> flat(value));
        return JSON.writeToString(values).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> parsed(String text) {
        if (text.isBlank()) {
            return Map.of(); // the endpoint says what is missing
        }
        try {
            Map<String, Object> values = JsonParserFactory.getJsonParser().parseMap(text);
            if (values != null) { // as it is for the text null
                return values;
            }
        } catch (JsonParseException noObject) {
            // said below
        }
        throw new UnreadableOrderException("is no object in JSON: " + beginning(text));
    }

    private static String beginning(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    private static @Nullable Object flat(@Nullable Object value) {
        return value instanceof Map<?, ?> || value instanceof Iterable<?>
                ? JSON.writeToString(value)
                : value;
    }
}
