package dev.breaker.spring.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Hands on the body of a response as it comes, and settles the permit at its end. */
final class GuardedBody extends FilterInputStream {

    private final PermittedCall call;

    GuardedBody(InputStream body, PermittedCall call) {
        super(body);
        this.call = call;
    }

    @Override
    public int read() throws IOException {
        try {
            return noteEnd(super.read());
        } catch (IOException | RuntimeException broken) {
            call.broke(broken);
            throw broken;
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            return noteEnd(super.read(into, offset, length));
        } catch (IOException | RuntimeException broken) {
            call.broke(broken);
            throw broken;
        }
    }

    private int noteEnd(int read) {
        if (read < 0) {
            call.succeeded();
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        try {
            return super.skip(bytes);
        } catch (IOException | RuntimeException broken) {
            call.broke(broken);
            throw broken;
        }
    }

    @Override
    public int available() throws IOException {
        try {
            return super.available();
        } catch (IOException | RuntimeException broken) {
            call.broke(broken);
            throw broken;
        }
    }

    /** Whoever has enough of it had a good answer. */
    @Override
    public void close() throws IOException {
        call.succeeded();
        super.close();
    }
}
