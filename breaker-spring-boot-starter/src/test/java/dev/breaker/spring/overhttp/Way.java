package dev.breaker.spring.overhttp;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Publisher;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import reactor.core.publisher.Flux;

/** The ways to wait for an answer, by what they have in common. */
enum Way {
    COMPLETABLE_FUTURE {
        @Override
        Object call(Client client, String url, Duration patience) {
            return client.completableFuture(url, patience);
        }
    },
    FUTURE {
        @Override
        Object call(Client client, String url, Duration patience) {
            return client.future(url, patience);
        }
    },
    MONO {
        @Override
        Object call(Client client, String url, Duration patience) {
            return client.mono(url, patience);
        }
    },
    FLUX {
        @Override
        Object call(Client client, String url, Duration patience) {
            return client.flux(url, patience);
        }
    },
    SINGLE {
        @Override
        Object call(Client client, String url, Duration patience) {
            return client.single(url, patience);
        }
    },
    UNI {
        @Override
        Object call(Client client, String url, Duration patience) {
            return client.uni(url, patience);
        }
    };

    /** Long enough for any machine that is busy. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    abstract Object call(Client client, String url, Duration patience);

    /** Makes a call and waits for its answer. */
    String answer(Client client, String url, Duration patience) throws Exception {
        Object called = call(client, url, patience);
        if (called instanceof Future<?> future) {
            return (String) future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        return (String) flux(called).blockLast(PATIENCE);
    }

    /** Begins a call; what it returns gives it up. */
    Runnable begin(Client client, String url) {
        Object called = call(client, url, PATIENCE);
        return called instanceof Future<?> future
                ? () -> future.cancel(true)
                : flux(called).onErrorComplete().subscribe()::dispose;
    }

    private static Flux<?> flux(Object called) {
        ReactiveAdapter adapter =
                ReactiveAdapterRegistry.getSharedInstance().getAdapter(called.getClass());
        if (adapter == null) {
            throw new AssertionError("unknown: " + called);
        }
        Publisher<?> publisher = adapter.toPublisher(called);
        return Flux.from(publisher);
    }
}
