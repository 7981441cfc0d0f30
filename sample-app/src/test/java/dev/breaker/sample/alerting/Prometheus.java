package dev.breaker.sample.alerting;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus of its own: a process, a directory, and a port that nobody else has. */
final class Prometheus implements AutoCloseable {

    private final Process process;
    private final Path log;
    private final String address;
    private final HttpClient client = HttpClient.newHttpClient();

    private Prometheus(Process process, Path log, String address) {
        this.process = process;
        this.log = log;
        this.address = address;
    }

    /**
     * Starts it, and waits until it answers.
     *
     * @param directory where all of it is
     * @param configuration the content of prometheus.yml
     */
    static Prometheus start(Path directory, String configuration) {
        try {
            Path file = Files.writeString(directory.resolve("prometheus.yml"), configuration);
            Path log = directory.resolve("prometheus.log");
            String address = "127.0.0.1:" + freePort();
            Process process =
                    new ProcessBuilder(
                                    "prometheus",
                                    "--config.file=" + file,
                                    "--storage.tsdb.path=" + directory.resolve("data"),
                                    "--web.listen-address=" + address,
                                    "--log.level=warn")
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            Prometheus started = new Prometheus(process, log, address);
            started.awaitReady();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() {
        try {
            await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(this::isReady);
        } catch (RuntimeException tooLate) {
            close();
            throw new IllegalStateException("Prometheus does not start: " + log(), tooLate);
        }
    }

    private boolean isReady() {
        return process.isAlive() && get("/-/ready").contains("Ready");
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The result of an instant query. */
    JsonNode query(String expression) {
        JsonNode answer =
                api("query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        if (!answer.path("status").asString("").equals("success")) {
            throw new IllegalArgumentException(expression + ": " + answer);
        }
        return answer.at("/data/result");
    }

    JsonNode api(String path) {
        return JsonMapper.shared().readTree(get("/api/v1/" + path));
    }

    private String get(String path) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://" + address + path))
                        .timeout(Duration.ofSeconds(10))
                        .build();
        try {
            return client.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
