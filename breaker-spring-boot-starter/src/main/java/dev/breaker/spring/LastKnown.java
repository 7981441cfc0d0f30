package dev.breaker.spring;

import dev.breaker.Call;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An answer together with how old it is: for callers of methods with a {@code fallbackCache}, who
 * want to know whether what they got is of now or remembered.
 *
 * <pre>{@code
 * LastKnown<Stock> answer = LastKnown.of(() -> inventory.stock(sku));
 * return new View(answer.value(), answer.isStale(), answer.age());
 * }</pre>
 *
 * It hears of all guarded calls that begin on this thread while the operation runs, however deep
 * inside, also of those of a nested {@code LastKnown}; of several remembered values the oldest
 * counts. Of a call that ends later, because it returned a future or a reactive type, it hears when
 * that has ended: ask when the value is there.
 *
 * <pre>{@code
 * LastKnown<CompletableFuture<Stock>> answer = LastKnown.of(() -> inventory.stock(sku));
 * return answer.value().thenApply(stock -> new View(stock, answer.isStale(), answer.age()));
 * }</pre>
 *
 * A call that the operation hands to another thread begins there, and is not heard of: let the task
 * have a {@code LastKnown} of its own. Thread-safe.
 *
 * @param <T> what the operation returns
 */
public final class LastKnown<T extends @Nullable Object> {

    private final T value;
    private final Staleness staleness;

    private LastKnown(T value, Staleness staleness) {
        this.value = value;
        this.staleness = staleness;
    }

    /**
     * Performs an operation, and listens for remembered values.
     *
     * @param <T> what the operation returns
     * @param <X> what it throws
     * @param call the operation
     * @return its result
     * @throws X if the operation fails, and no last known value could be served
     */
    public static <T extends @Nullable Object, X extends Throwable> LastKnown<T> of(Call<T, X> call)
            throws X {
        Staleness staleness = Staleness.begin();
        try {
            return new LastKnown<>(call.call(), staleness);
        } finally {
            staleness.end();
        }
    }

    /** {@return what the operation returned} */
    public T value() {
        return value;
    }

    /** {@return whether a remembered value was served by one of its guarded calls at least} */
    public boolean isStale() {
        return staleness.age() != null;
    }

    /** {@return how old the oldest of them was when it was served; zero if none was} */
    public Duration age() {
        Duration age = staleness.age();
        return age == null ? Duration.ZERO : age;
    }

    @Override
    public String toString() {
        return isStale() ? value + " (" + age() + " old)" : String.valueOf(value);
    }
}
