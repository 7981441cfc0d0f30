package dev.breaker.spring.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A real HTTP server that answers as a test wants it to, and counts what reaches it. */
public final class Downstream implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile HttpHandler handler = exchange -> answer(exchange, 200, Map.of(), "hello");

    public Downstream() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        handler.handle(exchange);
    }

    public Downstream answering(HttpHandler with) {
        handler = with;
        return this;
    }

    public Downstream answering(int status) {
        return answering(status, Map.of());
    }

    public Downstream answering(int status, Map<String, String> headers) {
        return answering(exchange -> answer(exchange, status, headers, "hello"));
    }

    private static void answer(
            HttpExchange exchange, int status, Map<String, String> headers, String text)
            throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("Content-Type", "text/plain");
        headers.forEach(exchange.getResponseHeaders()::add);
        boolean bodiless =
                exchange.getRequestMethod().equals("HEAD") || status == 204 || status == 304;
        exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    public int requests() {
        return requests.get();
    }

    /** Host and port. */
    public String host() {
        return "localhost:" + server.getAddress().getPort();
    }

    public String url() {
        return "http://" + host();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
