package dev.breaker.sample.downstream;

import static java.util.Locale.ROOT;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a simulated service behaves. */
public enum Mode {
    /** Answers at once. */
    HEALTHY,
    /** Answers every request with an error of its own, 503. */
    FAILING,
    /** Answers rightly, but late. */
    SLOW,
    /** Accepts requests and never answers, until the mode changes. */
    HANGING;

    /** {@return the mode as it is written in a request, or in JSON} */
    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(ROOT);
    }
}
