package dev.breaker.sample.docs;

import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Pattern;

/**
 * As much of curl as the README uses: {@code -s}, {@code -i}, {@code -X}, {@code -H}, {@code -d},
 * {@code -w} (which prints nothing here), and {@code | grep} behind it.
 */
final class Curl {

    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    private final HttpRequest.Builder request = HttpRequest.newBuilder();
    private String method = "GET";
    private String body = "";
    private boolean withHead;

    private Curl() {}

    /** What the command prints when the sample listens on that port, and not on 8080. */
    static String run(String command, int port) throws Exception {
        String[] parts = command.split(" \\| grep ", 2);
        String printed = new Curl().parse(parts[0], port).send();
        String wanted = parts.length == 1 ? "" : parts[1].replace("'", "");
        return printed.lines().filter(line -> line.contains(wanted)).collect(joining("\n"));
    }

    private Curl parse(String command, int port) {
        List<String> words =
                WORD.matcher(command)
                        .results()
                        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                        .toList();
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-s" -> {}
                case "-i" -> withHead = true;
                case "-w" -> i++;
                case "-X" -> method = words.get(++i);
                case "-H" -> request.headers(words.get(++i).split(": ", 2));
                case "-d" -> body = words.get(++i);
                default -> request.uri(URI.create("http://" + on(port, words.get(i))));
            }
        }
        return this;
    }

    private static String on(int port, String address) {
        if (!address.startsWith("localhost:8080/")) {
            throw new IllegalArgumentException("Neither an option nor an address: " + address);
        }
        return address.replace(":8080", ":" + port);
    }

    private String send() throws Exception {
        String verb = method.equals("GET") && !body.isEmpty() ? "POST" : method;
        HttpResponse<String> response =
                HttpClient.newHttpClient()
                        .send(
                                request.method(verb, BodyPublishers.ofString(body)).build(),
                                BodyHandlers.ofString());
        return withHead ? head(response) + "\n" + response.body() : response.body();
    }

    private static String head(HttpResponse<?> response) {
        return response.headers().map().entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue().get(0) + "\n")
                .collect(joining("", "HTTP/1.1 " + response.statusCode() + "\n", ""));
    }
}
