package dev.breaker.spring;

import dev.breaker.annotation.CircuitBreaker;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.ReflectionUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A guarded method for each reactive type, all of which do as the test says. */
public class ReactiveClient {

    /** One of the types, and how the method that returns it is called. */
    record Kind(Method method) {

        ReactiveAdapter adapter() {
            ReactiveAdapter adapter =
                    ReactiveAdapterRegistry.getSharedInstance().getAdapter(method.getReturnType());
            if (adapter == null) {
                throw new AssertionError("unknown: " + method);
            }
            return adapter;
        }

        boolean hasOneValue() {
            return !adapter().isMultiValue() && !adapter().isNoValue();
        }

        boolean isStream() {
            return adapter().isMultiValue();
        }

        /** Calls it, and reads what it returns as a Flux. */
        Flux<Object> call(ReactiveClient client) {
            Object returned = ReflectionUtils.invokeMethod(method, client);
            return Flux.from(adapter().toPublisher(returned));
        }

        @Override
        public String toString() {
            return method.getReturnType().getName();
        }
    }

    static List<Kind> kinds() {
        return Arrays.stream(ReactiveClient.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(CircuitBreaker.class))
                .map(Kind::new)
                .toList();
    }

    int calls;

    /** What the methods do; for a type with one value, the first of them. */
    Callable<Flux<String>> body = Flux::empty;

    private <T> T to(Class<T> type, Function<Flux<String>, Publisher<String>> cut) {
        calls++;
        try {
            Flux<String> answer = body.call();
            return answer == null
                    ? null
                    : type.cast(
                            ReactiveAdapterRegistry.getSharedInstance()
                                    .getAdapter(type)
                                    .fromPublisher(cut.apply(answer)));
        } catch (Exception thrown) {
            Backend.answer(thrown);
            throw new AssertionError(thrown);
        }
    }

    private <T> T one(Class<T> type) {
        return to(type, Mono::fromDirect);
    }

    private <T> T many(Class<T> type) {
        return to(type, answer -> answer);
    }

    @CircuitBreaker(name = "backend")
    @SuppressWarnings("unchecked")
    public Mono<String> mono() {
        return one(Mono.class);
    }

    @CircuitBreaker(name = "backend")
    @SuppressWarnings("unchecked")
    public Flux<String> flux() {
        return many(Flux.class);
    }

    @CircuitBreaker(name = "backend")
    @SuppressWarnings("unchecked")
    public Publisher<String> publisher() {
        return many(Publisher.class);
    }

    @CircuitBreaker(name = "backend")
    @SuppressWarnings("unchecked")
    public Flow.Publisher<String> flowPublisher() {
        return many(Flow.Publisher.class);
    }

    @CircuitBreaker(name = "backend")
    @SuppressWarnings("unchecked")
    public Single<String> single() {
        return one(Single.class);
    }

    @CircuitBreaker(name = "backend")
    @SuppressWarnings("unchecked")
    public Maybe<String> maybe() {
        return one(Maybe.class);
    }

    @CircuitBreaker(name = "backend")
    public Completable completable() {
        return to(Completable.class, answer -> answer.then(Mono.empty()));
    }

    @CircuitBreaker(name = "backend")
    @SuppressWarnings("unchecked")
    public Flowable<String> flowable() {
        return many(Flowable.class);
    }

    @CircuitBreaker(name = "backend")
    @SuppressWarnings("unchecked")
    public Observable<String> observable() {
        return many(Observable.class);
    }

    @CircuitBreaker(name = "backend")
    @SuppressWarnings("unchecked")
    public Uni<String> uni() {
        return one(Uni.class);
    }

    @CircuitBreaker(name = "backend")
    @SuppressWarnings("unchecked")
    public Multi<String> multi() {
        return many(Multi.class);
    }

    @CircuitBreaker(name = "backend")
    @SuppressWarnings("unchecked")
    public kotlinx.coroutines.flow.Flow<String> flow() {
        return many(kotlinx.coroutines.flow.Flow.class);
    }
}
