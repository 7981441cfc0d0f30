package dev.breaker.spring;

import dev.breaker.Outcome;
import dev.breaker.Permit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import reactor.core.observability.DefaultSignalListener;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Settles the permit of one subscription, before those further down hear of the signal that does
 * it. Of one value: with the value. Of a stream: when it ends; the first element ends the measured
 * duration. A subscriber who leaves a stream after it brought something had what he wanted; before
 * that, and where only one value is awaited, there is no verdict.
 */
public final class ReactorSettlement extends DefaultSignalListener<Object> {

    private final Permit permit;
    private final boolean many;
    private final BiConsumer<Outcome, @Nullable Object> hearsOfValue;
    private volatile boolean begun; // read by whoever cancels
    private volatile Outcome failure = Outcome.IGNORED;

    /**
     * A settlement.
     *
     * @param many whether more than one value may come
     * @param hearsOfValue where only one may: what the call was counted as, and with which value
     */
    ReactorSettlement(
            Permit permit, boolean many, BiConsumer<Outcome, @Nullable Object> hearsOfValue) {
        this.permit = permit;
        this.many = many;
        this.hearsOfValue = hearsOfValue;
    }

    /**
     * A call that brings at most one value.
     *
     * @param <T> the type of the value
     * @param call a call that is permitted
     * @param permit settled by its first subscriber
     * @return the same call
     */
    public static <T> Mono<T> ofOne(Mono<T> call, Permit permit) {
        return Mono.fromDirect(settled(call.flux(), permit, false));
    }

    /**
     * A call that brings any number of values.
     *
     * @param <T> the type of the values
     * @param call a call that is permitted
     * @param permit settled by its first subscriber
     * @return the same call
     */
    public static <T> Flux<T> ofMany(Flux<T> call, Permit permit) {
        return settled(call, permit, true);
    }

    @SuppressWarnings("unchecked") // it only looks
    private static <T> Flux<T> settled(Flux<T> call, Permit permit, boolean many) {
        ReactorSettlement settlement = new ReactorSettlement(permit, many, (outcome, value) -> {});
        return (Flux<T>) settlement.of((Flux<Object>) call);
    }

    /** The same call, which settles the permit. */
    Flux<Object> of(Flux<Object> call) {
        return new ReactorSource(call, this).tap(() -> this);
    }

    /** What an error was counted as. */
    Outcome outcomeOfFailure() {
        return failure;
    }

    @Override
    public void doOnNext(Object value) {
        if (many) {
            permit.received(value);
            begun = true;
        } else {
            complete(value);
        }
    }

    @Override
    public void doOnComplete() {
        if (many) {
            permit.succeeded();
        } else if (!begun) {
            complete(null);
        }
    }

    private void complete(@Nullable Object value) {
        begun = true;
        hearsOfValue.accept(permit.completed(value), value);
    }

    @Override
    public void doOnError(Throwable error) {
        failure = permit.failed(error);
    }

    @Override
    public void doOnCancel() {
        if (begun) {
            permit.succeeded();
        } else {
            permit.cancel();
        }
    }
}
