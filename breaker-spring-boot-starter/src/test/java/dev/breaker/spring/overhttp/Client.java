package dev.breaker.spring.overhttp;

import dev.breaker.annotation.CircuitBreaker;
import io.reactivex.rxjava3.core.Single;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A guarded method for each way to wait for an answer. All of them really ask a server. */
public class Client implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final WebClient web = WebClient.create();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @CircuitBreaker(name = "backend", fallbackMethod = "value")
    public String blocking(String url, Duration patience) throws Exception {
        return send(url, patience);
    }

    @CircuitBreaker(name = "backend", fallbackMethod = "value")
    public CompletableFuture<String> completableFuture(String url, Duration patience) {
        return sendAsync(url, patience);
    }

    @CircuitBreaker(name = "backend", fallbackMethod = "value")
    public Future<String> future(String url, Duration patience) {
        return threads.submit(() -> send(url, patience));
    }

    @CircuitBreaker(name = "backend", fallbackMethod = "laterMono")
    public Mono<String> mono(String url, Duration patience) {
        return web.get().uri(url).retrieve().bodyToMono(String.class).timeout(patience);
    }

    @CircuitBreaker(name = "backend", fallbackMethod = "laterFlux")
    public Flux<String> flux(String url, Duration patience) {
        return web.get().uri(url).retrieve().bodyToFlux(String.class).timeout(patience);
    }

    @CircuitBreaker(name = "backend", fallbackMethod = "laterSingle")
    public Single<String> single(String url, Duration patience) {
        return Single.defer(() -> Single.fromPublisher(sendLater(url, patience)));
    }

    @CircuitBreaker(name = "backend", fallbackMethod = "laterUni")
    public Uni<String> uni(String url, Duration patience) {
        return Uni.createFrom()
                .emitter(
                        emitter -> {
                            CompletableFuture<String> answer = sendAsync(url, patience);
                            // Mutiny's own adapter cancels softly, and the client goes on.
                            emitter.onTermination(() -> answer.cancel(true));
                            answer.whenComplete(
                                    (body, thrown) -> {
                                        if (thrown == null) {
                                            emitter.complete(body);
                                        } else {
                                            emitter.fail(thrown);
                                        }
                                    });
                        });
    }

    private Mono<String> sendLater(String url, Duration patience) {
        return Mono.fromFuture(() -> sendAsync(url, patience));
    }

    /** A client of one's own that waits in the calling thread. */
    String send(String url, Duration patience) throws IOException, InterruptedException {
        return body(http.send(request(url, patience), BodyHandlers.ofString()));
    }

    private CompletableFuture<String> sendAsync(String url, Duration patience) {
        return http.sendAsync(request(url, patience), BodyHandlers.ofString())
                .thenApply(Client::body);
    }

    private static HttpRequest request(String url, Duration patience) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(patience).build();
    }

    private static String body(HttpResponse<String> response) {
        if (response.statusCode() >= 500) {
            throw new IllegalStateException("status " + response.statusCode());
        }
        return response.body();
    }

    private String value(String url, Duration patience, Exception why) {
        return "instead of " + why.getClass().getSimpleName();
    }

    private Mono<String> laterMono(String url, Duration patience, Exception why) {
        return Mono.just(value(url, patience, why));
    }

    private Flux<String> laterFlux(String url, Duration patience, Exception why) {
        return Flux.just(value(url, patience, why));
    }

    private Single<String> laterSingle(String url, Duration patience, Exception why) {
        return Single.just(value(url, patience, why));
    }

    private Uni<String> laterUni(String url, Duration patience, Exception why) {
        return Uni.createFrom().item(value(url, patience, why));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
