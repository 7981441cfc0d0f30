package dev.breaker.spring.stream;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client behind a servlet container. Nothing is written unless the container says that it can be
 * taken at once: so nobody waits for a client, neither the thread of all streams nor one of the
 * container's, and no client costs a thread. Whoever comes by writes; one at a time.
 */
final class ServletConnection implements Connection, WriteListener, AsyncListener {

    private static final int CHUNK = 16 * 1024;

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Client client;
    private final AtomicInteger visits = new AtomicInteger();
    private volatile boolean isOpen;
    private volatile boolean isEnding;

    // of whoever writes
    private boolean isUnflushed;
    private boolean isBroken;
    private boolean isDone;

    ServletConnection(AsyncContext context, ServletOutputStream out, Client client) {
        this.context = context;
        this.out = out;
        this.client = client;
    }

    /**
     * The container can take something; it says so for the first time when the request is let go.
     */
    @Override
    public void onWritePossible() {
        isOpen = true;
        write();
    }

    @Override
    public void wake() {
        if (isOpen) {
            write();
        }
    }

    @Override
    public void end() {
        isEnding = true;
        wake();
    }

    /** The response says that the connection ends with it; so the end cuts it. */
    @Override
    public void abort() {
        end();
    }

    private void write() {
        if (visits.getAndIncrement() != 0) {
            return; // whoever writes sees that somebody else was here
        }
        int seen = 1;
        do {
            if (!isDone) {
                writeWhatThereIs();
            }
            if (isEnding && !isDone) {
                complete();
            }
            seen = visits.addAndGet(-seen);
        } while (seen != 0);
    }

    private void writeWhatThereIs() {
        try {
            while (!isEnding && !isBroken && out.isReady()) {
                byte[] chunk = client.take(CHUNK);
                if (chunk != null) {
                    out.write(chunk);
                    isUnflushed = true;
                } else if (isUnflushed) {
                    isUnflushed = false;
                    out.flush();
                } else {
                    return;
                }
            }
        } catch (IOException | RuntimeException gone) {
            isBroken = true; // the container knows, and tells, and then it is time for the end
            client.leave();
        }
    }

    private void complete() {
        isDone = true;
        try {
            context.complete();
        } catch (IllegalStateException completed) {
            // by the container
        }
    }

    @Override
    public void onError(Throwable broken) {
        client.leave();
        end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        isOpen = false;
        client.leave();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        client.leave();
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        client.leave();
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
