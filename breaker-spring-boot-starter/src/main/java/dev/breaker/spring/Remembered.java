package dev.breaker.spring;

import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value as it stands in the cache that {@code fallbackCache} names: with the time at which it was
 * the answer. For those who configure how a cache writes its values, or look into it. It can be
 * serialised if the value can.
 *
 * @param value what the method returned, without the {@link java.util.Optional} or the future
 *     around it; null if it returned nothing
 * @param at when it returned it
 */
@SuppressWarnings("serial") // whether the value can be is for the user to say
public record Remembered(@Nullable Object value, Instant at) implements Serializable {

    /** A value with its time. */
    public Remembered {
        Objects.requireNonNull(at, "at");
    }
}
