package dev.breaker.spring.stream;

/**
 * Writes JSON, by what writes the answers of the endpoints: so it is the same there and in a
 * stream. Thread-safe.
 */
@FunctionalInterface
public interface JsonWriter {

    /**
     * The JSON of a value.
     *
     * @param value a value of which an endpoint could tell
     * @return its JSON
     */
    String write(Object value);
}
