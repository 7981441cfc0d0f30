package dev.breaker.spring.http;

import dev.breaker.Permit;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Hands on the body of a response as it comes, and settles the permit at its end. */
final class GuardedBody extends FilterInputStream {

    private final Permit permit;

    GuardedBody(InputStream body, Permit permit) {
        super(body);
        this.permit = permit;
    }

    @Override
    public int read() throws IOException {
        try {
            return noteEnd(super.read());
        } catch (IOException | RuntimeException broken) {
            Judge.broke(permit, broken);
            throw broken;
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            return noteEnd(super.read(into, offset, length));
        } catch (IOException | RuntimeException broken) {
            Judge.broke(permit, broken);
            throw broken;
        }
    }

    private int noteEnd(int read) {
        if (read < 0) {
            permit.succeeded();
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        try {
            return super.skip(bytes);
        } catch (IOException | RuntimeException broken) {
            Judge.broke(permit, broken);
            throw broken;
        }
    }

    @Override
    public int available() throws IOException {
        try {
            return super.available();
        } catch (IOException | RuntimeException broken) {
            Judge.broke(permit, broken);
            throw broken;
        }
    }

    /** Whoever has enough of it had a good answer. */
    @Override
    public void close() throws IOException {
        permit.succeeded();
        super.close();
    }
}
