package dev.breaker.sample.downstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.delayedExecutor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One of the simulated services: fixed answers, a mode, and a count of requests. Thread-safe. */
public final class SimulatedService implements Simulated, HttpHandler {

    private final Map<String, String> answers;
    private final Duration slowness;
    private final AtomicLong requests = new AtomicLong();
    private final Queue<HttpExchange> hanging = new ConcurrentLinkedQueue<>();
    private volatile Mode mode = Mode.HEALTHY;

    SimulatedService(Map<String, String> answers, Duration slowness) {
        this.answers = answers;
        this.slowness = slowness;
    }

    @Override
    public Mode mode() {
        return mode;
    }

    @Override
    public Long requests() {
        return requests.get();
    }

    @Override
    public Set<Mode> modes() {
        return EnumSet.allOf(Mode.class);
    }

    /** Changes how it behaves, and ends the requests that hang, with an error. */
    @Override
    public void setMode(Mode mode) {
        this.mode = mode;
        endHanging();
    }

    /** Never blocks: an exchange may be answered later, and by another thread. */
    @Override
    public void handle(HttpExchange exchange) {
        requests.incrementAndGet();
        switch (mode) {
            case HEALTHY -> answer(exchange);
            case FAILING -> send(exchange, 503, "{}");
            case SLOW ->
                    delayedExecutor(slowness.toMillis(), TimeUnit.MILLISECONDS)
                            .execute(() -> answer(exchange));
            case HANGING -> hang(exchange);
        }
    }

    private void answer(HttpExchange exchange) {
        String answer = answers.get(exchange.getRequestURI().getPath());
        if (answer == null) {
            send(exchange, 404, "{}");
        } else {
            send(exchange, 200, answer);
        }
    }

    private void hang(HttpExchange exchange) {
        hanging.add(exchange);
        if (mode != Mode.HANGING) {
            endHanging(); // healed just now, by somebody who may have looked too early to see this
        }
    }

    private void endHanging() {
        for (HttpExchange hung = hanging.poll(); hung != null; hung = hanging.poll()) {
            send(hung, 503, "{}");
        }
    }

    private static void send(HttpExchange exchange, int status, String json) {
        try (exchange) {
            byte[] body = json.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException clientIsGone) {
            // It timed out, as clients of a slow service do.
        }
    }
}
