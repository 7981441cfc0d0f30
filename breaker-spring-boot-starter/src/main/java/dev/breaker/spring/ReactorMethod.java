package dev.breaker.spring;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A guarded method that brings its answer later, and how what it returns is read and written.
 *
 * @param description the method, in messages
 * @param adapter of the declared type; null for a suspend function, which Spring turns into a
 *     publisher and back
 * @param many whether more than one value may come
 * @param deferred whether nothing happens before somebody subscribes
 * @param capture what captures the context of a call
 */
record ReactorMethod(
        String description,
        @Nullable ReactiveAdapter adapter,
        boolean many,
        boolean deferred,
        ContextCapture capture) {

    ReactorMethod(String description, ReactiveAdapter adapter, ContextCapture capture) {
        this(
                description,
                adapter,
                adapter.isMultiValue(),
                adapter.getDescriptor().isDeferred() && !isJob(adapter),
                capture);
    }

    /** A suspend function. */
    ReactorMethod(String description, boolean many, ContextCapture capture) {
        this(description, null, many, true, capture);
    }

    /** Of Kotlin's, which has begun when it is returned, though the registry says otherwise. */
    private static boolean isJob(ReactiveAdapter adapter) {
        return adapter.getReactiveType().getName().equals("kotlinx.coroutines.Deferred");
    }

    /** What the method, or its fallback, has returned. */
    Flux<Object> read(Object returned) {
        if (adapter != null) {
            return Flux.from(adapter.toPublisher(returned));
        }
        if (returned instanceof Publisher<?> publisher) {
            return Flux.from(publisher);
        }
        ReactiveAdapter own =
                ReactiveAdapterRegistry.getSharedInstance().getAdapter(null, returned);
        return own == null ? Flux.just(returned) : Flux.from(own.toPublisher(returned));
    }

    /** The same for what goes on by itself, and must be told when nobody waits any more. */
    Flux<Object> readUnderWay(Object returned) {
        Flux<Object> read = read(returned);
        return adapter != null && isJob(adapter)
                ? read.doOnCancel(() -> CoroutineJobs.cancel(returned))
                : read;
    }

    /** What the caller gets. */
    Object write(Flux<Object> guarded) {
        Publisher<Object> publisher = many ? guarded : Mono.fromDirect(guarded);
        return adapter == null ? publisher : adapter.fromPublisher(publisher);
    }
}
