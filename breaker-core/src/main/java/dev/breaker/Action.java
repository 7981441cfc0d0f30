package dev.breaker;

/**
 * An operation without a result, to be guarded by a breaker.
 *
 * @param <X> what it throws; a checked exception stays what it is through {@link Breaker#run}
 */
@FunctionalInterface
public interface Action<X extends Throwable> {

    /**
     * Performs the operation.
     *
     * @throws X if the operation fails
     */
    void run() throws X;
}
