package dev.breaker.spring.stream;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;

/** A servlet container that serves one client, and has trouble with him when a test says so. */
final class HandContainer implements BrokenConnectionTests.Server {

    final Client client;
    final ServletConnection connection;
    final Output output = new Output();
    int completed;
    private @Nullable Throwable writeTrouble;
    @Nullable RuntimeException endTrouble;

    HandContainer(Client client) {
        this.client = client;
        Context context = new Context();
        this.connection = new ServletConnection(context, output, client);
        context.addListener(connection);
        client.join(connection);
        connection.onWritePossible();
    }

    @Override
    public void failWith(Throwable trouble) {
        writeTrouble = trouble;
    }

    @Override
    public boolean isOver() {
        return completed > 0;
    }

    @Override
    public String read() {
        String text = output.bytes.toString(StandardCharsets.UTF_8);
        output.bytes.reset();
        return text;
    }

    private final class Context extends MockAsyncContext {

        private Context() {
            super(new MockHttpServletRequest(), null);
        }

        @Override
        public void complete() {
            if (endTrouble != null) {
                throw endTrouble;
            }
            if (completed > 0) {
                throw new IllegalStateException("completed already");
            }
            completed++; // and tells of it later, as a server does
        }
    }

    /** Always ready, and counts how often it was written to. */
    final class Output extends ServletOutputStream {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int writes;

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}

        @Override
        public void write(byte[] more, int offset, int length) throws IOException {
            writes++;
            if (writeTrouble != null) {
                raise(writeTrouble);
            }
            bytes.write(more, offset, length);
        }

        @Override
        public void write(int more) throws IOException {
            write(new byte[] {(byte) more}, 0, 1);
        }
    }

    static void raise(Throwable trouble) throws IOException {
        if (trouble instanceof IOException io) {
            throw io;
        } else if (trouble instanceof RuntimeException runtime) {
            throw runtime;
        }
        throw (Error) trouble;
    }
}
