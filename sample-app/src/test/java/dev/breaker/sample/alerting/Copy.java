package dev.breaker.sample.alerting;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A further instance of the sample, which is as well for ever as that one was at the start. */
final class Copy implements AutoCloseable {

    private final HttpServer server;

    /**
     * Starts it.
     *
     * @param meters what Prometheus is told
     */
    Copy(String meters) {
        byte[] body = meters.getBytes(StandardCharsets.UTF_8);
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/actuator/prometheus",
                exchange -> {
                    exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
