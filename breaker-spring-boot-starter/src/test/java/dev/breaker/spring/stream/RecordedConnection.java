package dev.breaker.spring.stream;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client that reads when a test says so, and shows how he was treated. */
final class RecordedConnection implements Connection {

    final Client client;
    int wakes;
    boolean ended;
    boolean aborted;
    @Nullable RuntimeException endTrouble;

    RecordedConnection(Client client) {
        this.client = client;
    }

    static RecordedConnection of(Answer answer) {
        RecordedConnection connection =
                new RecordedConnection(((Answer.Streaming) answer).client());
        connection.client.join(connection);
        return connection;
    }

    /** All that waits, message by message. */
    List<String> read() {
        List<String> messages = new ArrayList<>();
        for (byte[] one = client.take(1); one != null; one = client.take(1)) {
            messages.add(new String(one, StandardCharsets.UTF_8));
        }
        return messages;
    }

    @Override
    public void wake() {
        wakes++;
    }

    @Override
    public void end() {
        ended = true;
        if (endTrouble != null) {
            throw endTrouble;
        }
    }

    @Override
    public void abort() {
        aborted = true;
    }
}
