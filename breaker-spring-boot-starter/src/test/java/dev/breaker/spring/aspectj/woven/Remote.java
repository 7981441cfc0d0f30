package dev.breaker.spring.aspectj.woven;

import dev.breaker.annotation.CircuitBreaker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a real server, in a method that only a weaver reaches. */
public class Remote {

    private final HttpClient http = HttpClient.newHttpClient();

    public String get(String url, Duration patience) throws Exception {
        return this.ask(url, patience);
    }

    @CircuitBreaker(name = "backend", fallbackMethod = "instead")
    private String ask(String url, Duration patience) throws Exception {
        HttpResponse<String> response =
                http.send(
                        HttpRequest.newBuilder(URI.create(url)).timeout(patience).build(),
                        BodyHandlers.ofString());
        if (response.statusCode() >= 500) {
            throw new IllegalStateException("status " + response.statusCode());
        }
        return response.body();
    }

    private String instead(String url, Duration patience, Exception why) {
        return "instead of " + why.getClass().getSimpleName();
    }
}
