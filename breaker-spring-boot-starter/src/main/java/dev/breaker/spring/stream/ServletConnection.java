package dev.breaker.spring.stream;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

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

    /** Never held for long, for writing does not wait. */
    private final Lock writing = new ReentrantLock();

    private boolean isUnflushed; // guarded by writing
    private boolean isBroken; // guarded by writing

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
            writing.lock();
            try {
                writeWhatThereIs();
            } finally {
                writing.unlock();
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
            if (isEnding && !isBroken) {
                complete();
            }
        } catch (IOException | RuntimeException | Error broken) {
            client.leave();
            completeAnyway();
        }
    }

    /**
     * The container need not know, if a filter's response has thrown. If it does, it is about to
     * tell, but cannot let go of the request meanwhile: for that, too, it has to write here first.
     */
    private void completeAnyway() {
        try {
            complete();
        } catch (RuntimeException completed) {
            // by somebody else, or the container has lost it
        }
    }

    private void complete() {
        isBroken = true;
        context.complete();
    }

    @Override
    public void onError(Throwable broken) {
        complain();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        complain();
    }

    @Override
    public void onError(AsyncEvent event) {
        complain();
    }

    /**
     * The container has trouble with the client. Unless the request ends before the container goes
     * on, it makes an answer of the trouble, for which it is too late.
     */
    private void complain() {
        client.leave();
        afterTheLastWrite(context::complete);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        client.leave();
        afterTheLastWrite(() -> {});
    }

    /** What is written after the container has let go could reach another client. */
    private void afterTheLastWrite(Runnable last) {
        writing.lock();
        try {
            isBroken = true;
            last.run();
        } catch (IllegalStateException completed) {
            // as it should be
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
