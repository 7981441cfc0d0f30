package dev.breaker.spring.stream;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.springframework.context.ConfigurableApplicationContext;

/** A request with a body, just as it is written. */
final class Post {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Post() {}

    static HttpResponse<String> to(
            ConfigurableApplicationContext application,
            String path,
            String contentType,
            String body) {
        return to(application, path, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    static HttpResponse<String> to(
            ConfigurableApplicationContext application,
            String path,
            String contentType,
            byte[] body) {
        int port = StreamedApplication.port(application);
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://localhost:%d%s".formatted(port, path)))
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
