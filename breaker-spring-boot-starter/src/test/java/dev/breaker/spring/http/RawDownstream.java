package dev.breaker.spring.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server below HTTP, that can break off wherever it wants. */
public final class RawDownstream implements AutoCloseable {

    /** What is done with a connection once the head of a request has come. */
    public interface Script {
        void play(Socket connection) throws Exception;
    }

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    public RawDownstream(Script script) {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(() -> accept(script));
    }

    private void accept(Script script) {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                threads.execute(() -> serve(connection, script));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void serve(Socket connection, Script script) {
        try {
            StringBuilder head = new StringBuilder();
            for (int read = 0; read >= 0 && head.indexOf("\r\n\r\n") < 0; ) {
                read = connection.getInputStream().read();
                head.append((char) read);
            }
            script.play(connection);
        } catch (Exception broken) {
            // the client has gone; what it made of it is for the test to say
        }
    }

    /** Sends a text as it is. */
    public static void send(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        connection.getOutputStream().flush();
    }

    /** Ends a connection by RST, as a server that dies. */
    public static void reset(Socket connection) throws IOException {
        connection.setSoLinger(true, 0);
        connection.close();
    }

    public String url() {
        return "http://localhost:" + server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
