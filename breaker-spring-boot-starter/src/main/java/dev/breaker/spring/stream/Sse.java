package dev.breaker.spring.stream;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Server-sent events as they go over the wire. */
final class Sse {

    /** Is read by nobody, but shows a dead connection. */
    static final byte[] COMMENT = bytes(":\n\n");

    /** A browser comes back after two seconds: not at once, for all may come at the same time. */
    private static final String RETRY = "retry: 2000\n";

    private static final Pattern LINE_END = Pattern.compile("\r\n|[\r\n]");

    private Sse() {}

    /** The begin of a stream: where it begins, so that a client without an event can come back. */
    static byte[] begin(@Nullable String id) {
        return bytes(RETRY + (id == null ? "" : "id: " + id + "\n") + "\n");
    }

    static byte[] event(@Nullable String id, String type, String json) {
        String data = LINE_END.matcher(json).replaceAll("\ndata: ");
        return bytes(
                (id == null ? "" : "id: " + id + "\n")
                        + "event: "
                        + type
                        + "\ndata: "
                        + data
                        + "\n\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
