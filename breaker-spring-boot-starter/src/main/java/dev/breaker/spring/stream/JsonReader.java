package dev.breaker.spring.stream;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON, by what reads the bodies of requests. Thread-safe. */
@FunctionalInterface
public interface JsonReader {

    /**
     * The values of an object.
     *
     * @param json the bytes of a text in UTF-8
     * @return its values by their keys; null if it is no object
     */
    @Nullable Map<String, @Nullable Object> read(byte[] json);
}
