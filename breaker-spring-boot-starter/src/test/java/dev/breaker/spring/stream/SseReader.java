package dev.breaker.spring.stream;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a stream of server-sent events, as it is on the wire. */
final class SseReader implements AutoCloseable {

    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** What a block of lines says; a comment has the key "". */
    record Message(Map<String, String> fields) {

        static final Message END = new Message(Map.of("end", "end"));

        String type() {
            return fields.getOrDefault("event", "");
        }

        String id() {
            return fields.getOrDefault("id", "");
        }

        String data() {
            return fields.getOrDefault("data", "");
        }
    }

    final HttpResponse<InputStream> response;
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();

    private SseReader(HttpResponse<InputStream> response) {
        this.response = response;
        Thread reader = new Thread(this::read, "sse-reader");
        reader.setDaemon(true);
        reader.start();
    }

    static SseReader open(int port, String path, String... headers) {
        return new SseReader(
                send(port, path, "text/event-stream", BodyHandlers.ofInputStream(), headers));
    }

    static HttpResponse<String> get(int port, String path, String accept, String... headers) {
        return send(port, path, accept, BodyHandlers.ofString(), headers);
    }

    private static <T> HttpResponse<T> send(
            int port,
            String path,
            String accept,
            HttpResponse.BodyHandler<T> body,
            String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .timeout(BOUND)
                        .header("Accept", accept);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            Map<String, String> fields = new LinkedHashMap<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    messages.add(new Message(fields));
                    fields = new LinkedHashMap<>();
                } else {
                    String[] parts = line.split(": ?", 2);
                    fields.merge(parts[0], parts[1], (one, more) -> one + "\n" + more);
                }
            }
        } catch (IOException end) {
            // as good as the end of the stream
        } finally {
            messages.add(Message.END);
        }
    }

    /** The next message that has this type; those before it are passed over. */
    Message next(String type) {
        return next(message -> message.type().equals(type));
    }

    Message next(Predicate<Message> wanted) {
        Message message = poll();
        while (!wanted.test(message)) {
            if (message.equals(Message.END)) {
                throw new AssertionError("the stream has ended");
            }
            message = poll();
        }
        return message;
    }

    void awaitEnd() {
        next(Message.END::equals);
    }

    private Message poll() {
        try {
            @Nullable Message message = messages.poll(BOUND.toSeconds(), TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("nothing comes");
            }
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
