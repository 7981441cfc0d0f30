package dev.breaker.spring;

import dev.breaker.Outcome;
import dev.breaker.Permit;
import reactor.core.observability.DefaultSignalListener;

/**
 * Settles the permit of one subscription, before those further down hear of the signal that does
 * it. Of one value: with the value. Of a stream: when it ends; the first element ends the measured
 * duration. A subscriber who leaves a stream after it brought something had what he wanted; before
 * that, and where only one value is awaited, there is no verdict.
 */
final class ReactorSettlement extends DefaultSignalListener<Object> {

    private final Permit permit;
    private final boolean many;
    private volatile boolean begun; // read by whoever cancels
    private volatile Outcome failure = Outcome.IGNORED;

    ReactorSettlement(Permit permit, boolean many) {
        this.permit = permit;
        this.many = many;
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
            permit.completed(value);
        }
    }

    @Override
    public void doOnComplete() {
        if (many) {
            permit.succeeded();
        } else {
            permit.completed(null);
        }
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
