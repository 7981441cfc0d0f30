package dev.breaker;

import org.jspecify.annotations.Nullable;

/**
 * An operation with a result, to be guarded by a breaker.
 *
 * @param <T> what the operation returns
 * @param <X> what it throws; a checked exception stays what it is through {@link Breaker#call}, and
 *     an operation that throws none needs no {@code catch}
 */
@FunctionalInterface
public interface Call<T extends @Nullable Object, X extends Throwable> {

    /**
     * Performs the operation.
     *
     * @return its result
     * @throws X if the operation fails
     */
    T call() throws X;
}
