package dev.breaker.spring.stream;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a request is answered with. */
sealed interface Answer {

    /** All of it at once. */
    record Document(int status, Map<String, String> headers, String body) implements Answer {

        byte[] bytes() {
            return body.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Bit by bit: the client has a place already, which is to be left if nothing comes of it. */
    record Streaming(Client client) implements Answer {}
}
