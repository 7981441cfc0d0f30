package dev.breaker.spring;

import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * A call of which the settlement also hears what is no signal: the errors that Reactor takes for
 * fatal, such as one of linkage, and throws at whoever subscribes or asks for more. Not fused: a
 * fused source may be found empty without being asked for its end, and nobody would hear of that.
 */
final class ReactorSource extends FluxOperator<Object, Object> {

    private final ReactorSettlement settlement;

    ReactorSource(Flux<Object> call, ReactorSettlement settlement) {
        super(call);
        this.settlement = settlement;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Object> subscriber) {
        try {
            source.subscribe(new Listening(subscriber, settlement));
        } catch (Throwable thrown) {
            settlement.doOnError(thrown);
            throw thrown;
        }
    }

    /** Passes everything on. What those further down throw is none of the call's. */
    private static final class Listening implements CoreSubscriber<Object>, Subscription {

        private final CoreSubscriber<? super Object> subscriber;
        private final ReactorSettlement settlement;
        private Subscription call = Operators.emptySubscription();

        private Listening(CoreSubscriber<? super Object> subscriber, ReactorSettlement settlement) {
            this.subscriber = subscriber;
            this.settlement = settlement;
        }

        @Override
        public Context currentContext() {
            return subscriber.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            call = subscription;
            try {
                subscriber.onSubscribe(this);
            } catch (Throwable theirs) {
                settlement.doOnCancel();
                throw theirs;
            }
        }

        @Override
        public void onNext(Object value) {
            try {
                subscriber.onNext(value);
            } catch (Throwable theirs) {
                settlement.doOnCancel();
                throw theirs;
            }
        }

        @Override
        public void onError(Throwable error) {
            subscriber.onError(error);
        }

        @Override
        public void onComplete() {
            subscriber.onComplete();
        }

        @Override
        public void request(long count) {
            try {
                call.request(count);
            } catch (Throwable thrown) {
                settlement.doOnError(thrown);
                throw thrown;
            }
        }

        @Override
        public void cancel() {
            call.cancel();
        }
    }
}
