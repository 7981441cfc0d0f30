package dev.breaker;

import java.io.Serializable;

/**
 * How many failures were of one type.
 *
 * @param type the class name of the exception, or {@code "result"}, as in {@link Failure}
 * @param count how many
 */
public record FailureCount(String type, int count) implements Serializable {

    @Override
    public String toString() {
        return count + " x " + type;
    }
}
