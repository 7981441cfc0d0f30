package dev.breaker.spring.stream;

import java.io.EOFException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import reactor.core.publisher.FluxSink;

/**
 * A client behind a reactive server. He gets what he has asked for and no more; the server asks for
 * him while his connection takes something. Whoever comes by hands on; one at a time.
 */
final class ReactiveConnection implements Connection {

    /** Small, for Netty asks for more than a hundred before it knows that nobody reads. */
    private static final int CHUNK = 2 * 1024;

    private final FluxSink<DataBuffer> sink;
    private final DataBufferFactory buffers;
    private final Client client;
    private final Runnable cut;
    private final AtomicInteger visits = new AtomicInteger();
    private volatile boolean isEnding;
    private volatile boolean isAborted;

    /**
     * A connection.
     *
     * @param sink where messages go
     * @param buffers makes their buffers
     * @param client who gets them
     * @param cut ends the connection itself, if that can be done
     */
    ReactiveConnection(
            FluxSink<DataBuffer> sink, DataBufferFactory buffers, Client client, Runnable cut) {
        this.sink = sink;
        this.cut = cut;
        this.buffers = buffers;
        this.client = client;
    }

    @Override
    public void wake() {
        if (visits.getAndIncrement() != 0) {
            return; // whoever hands on sees that somebody else was here
        }
        int seen = 1;
        do {
            handOnOrLeave();
            seen = visits.addAndGet(-seen);
        } while (seen != 0);
    }

    private void handOnOrLeave() {
        try {
            handOn();
        } catch (RuntimeException | Error broken) {
            client.leave();
            isEnding = true;
            sink.error(broken);
        }
    }

    private void handOn() {
        while (!isEnding && sink.requestedFromDownstream() > 0) {
            byte[] chunk = client.take(CHUNK);
            if (chunk == null) {
                break;
            }
            sink.next(buffers.wrap(chunk));
        }
        if (isAborted) {
            cut.run();
            sink.error(new EOFException()); // as of a client that has gone, and not logged
        } else if (isEnding) {
            sink.complete();
        }
    }

    @Override
    public void end() {
        isEnding = true;
        wake();
    }

    @Override
    public void abort() {
        isAborted = true;
        end();
    }
}
