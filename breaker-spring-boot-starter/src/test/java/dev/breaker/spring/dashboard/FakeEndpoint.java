package dev.breaker.spring.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An endpoint that says what a test wants it to say, with the real page at its address. For what a
 * real application does not do on demand: every field filled, hostile texts, refusals.
 */
final class FakeEndpoint implements AutoCloseable {

    private static final String PATH = "/actuator/circuitbreakers";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Object> statuses = new ConcurrentSkipListMap<>();
    private final Map<String, Object> details = new ConcurrentHashMap<>();
    private final List<OutputStream> streams = new CopyOnWriteArrayList<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final List<JsonNode> posts = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private volatile String access = "UNRESTRICTED";
    private volatile @Nullable Problem postProblem;
    private volatile @Nullable Problem streamProblem;

    FakeEndpoint() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + PATH;
    }

    FakeEndpoint with(String name, Map<String, ?> status, Map<String, ?> more) {
        Map<String, Object> all = new LinkedHashMap<>(Map.of("name", name));
        all.putAll(status);
        all.putAll(more);
        statuses.put(name, status);
        details.put(name, all);
        return this;
    }

    void access(String value) {
        access = value;
    }

    void refusePosts(int status, String detail) {
        postProblem = new Problem(status, detail);
    }

    void refuseStreams(int status, String detail) {
        streamProblem = new Problem(status, detail);
    }

    void acceptStreams() {
        streamProblem = null;
    }

    /** Ends all streams, as a server does that is started again. */
    void endStreams() {
        for (OutputStream stream : streams) {
            try (stream) {
                streams.remove(stream);
            } catch (IOException gone) {
                // as it should be
            }
        }
    }

    /** How many streams there have been. */
    int opened() {
        return opened.get();
    }

    /** How many streams somebody listens to, as far as can be told by sending heartbeats. */
    int listeners() {
        for (OutputStream stream : streams) {
            try {
                stream.write(":\n\n".getBytes(StandardCharsets.US_ASCII));
                stream.flush();
            } catch (IOException gone) {
                streams.remove(stream);
            }
        }
        return streams.size();
    }

    /** What was asked of it. */
    List<JsonNode> posts() {
        return posts;
    }

    /** The tokens against forged requests that came with it. */
    List<String> tokens() {
        return tokens;
    }

    /** Tells all who listen of the present status of these. */
    void push(String... names) throws IOException {
        Map<String, Object> changed = new LinkedHashMap<>();
        for (String name : names) {
            changed.put(name, statuses.get(name));
        }
        byte[] message = message(false, changed);
        for (OutputStream stream : streams) {
            stream.write(message);
            stream.flush();
        }
    }

    private byte[] message(boolean full, Map<String, Object> circuitBreakers) {
        Map<String, Object> status =
                Map.of(
                        "at", Instant.now().toString(),
                        "access", access,
                        "full", full,
                        "circuitBreakers", circuitBreakers,
                        "removed", List.of());
        return ("event: status\ndata: " + JSON.writeValueAsString(status) + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String accept = String.valueOf(exchange.getRequestHeaders().getFirst("Accept"));
        if (!path.startsWith(PATH)) {
            send(exchange, 404, "text/plain", "");
        } else if (exchange.getRequestMethod().equals("POST")) {
            post(exchange, path);
        } else if (path.equals(PATH) && accept.contains("text/event-stream")) {
            stream(exchange);
        } else if (path.equals(PATH) && accept.contains("text/html")) {
            Page page = Page.inTheJar();
            exchange.getResponseHeaders().set("Content-Security-Policy", page.policy());
            send(exchange, 200, "text/html;charset=UTF-8", page.html());
        } else {
            details(exchange, path);
        }
    }

    private void details(HttpExchange exchange, String path) throws IOException {
        Object known =
                path.equals(PATH)
                        ? Map.of("circuitBreakers", statuses)
                        : details.get(path.substring(PATH.length() + 1));
        if (known == null) {
            send(exchange, new Problem(404, "There is no such breaker"));
        } else {
            send(exchange, 200, "application/json", JSON.writeValueAsString(known));
        }
    }

    private void post(HttpExchange exchange, String path) throws IOException {
        posts.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
        tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-XSRF-TOKEN")));
        Problem problem = postProblem;
        if (problem == null) {
            details(exchange, path);
        } else {
            send(exchange, problem);
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        Problem problem = streamProblem;
        if (problem != null) {
            send(exchange, problem);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        out.write(message(true, statuses));
        out.flush();
        streams.add(out);
        opened.incrementAndGet();
    }

    private static void send(HttpExchange exchange, Problem problem) throws IOException {
        send(
                exchange,
                problem.status(),
                "application/problem+json",
                JSON.writeValueAsString(problem));
    }

    private static void send(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private record Problem(int status, String detail) {}

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
