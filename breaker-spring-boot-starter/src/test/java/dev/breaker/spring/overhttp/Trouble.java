package dev.breaker.spring.overhttp;

import dev.breaker.spring.http.RawDownstream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;

/** What can be wrong with a server. */
public enum Trouble {
    FAILS {
        @Override
        public void play(Socket connection) throws IOException {
            RawDownstream.send(
                    connection,
                    "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n"
                            + "Connection: close\r\n\r\n");
            connection.close();
        }
    },
    HANGS {
        @Override
        public void play(Socket connection) throws IOException {
            untilTheClientCloses(connection);
        }
    },
    RESETS {
        @Override
        public void play(Socket connection) throws IOException {
            RawDownstream.reset(connection);
        }
    },
    RESETS_IN_THE_MIDDLE {
        @Override
        public void play(Socket connection) throws IOException {
            RawDownstream.send(connection, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhel");
            RawDownstream.reset(connection);
        }
    };

    public abstract void play(Socket connection) throws IOException;

    /** How long a client waits: not for the answer that does not come. */
    public Duration patience() {
        return this == HANGS ? Duration.ofMillis(100) : Way.PATIENCE;
    }

    private static void untilTheClientCloses(Socket connection) throws IOException {
        InputStream sent = connection.getInputStream();
        while (sent.read() >= 0) {
            // more of the request
        }
    }
}
