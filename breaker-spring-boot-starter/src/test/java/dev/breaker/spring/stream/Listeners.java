package dev.breaker.spring.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Many clients of streams on one thread, which costs the measured application as little as can be.
 */
final class Listeners implements AutoCloseable {

    /** What one client has got. */
    static final class Listener {

        private static final byte[] MARK = "event: TRANSITION".getBytes(StandardCharsets.US_ASCII);

        final SocketChannel channel;
        volatile long bytes;
        volatile long transitions;
        volatile boolean isCut;
        private int matched;

        private Listener(SocketChannel channel) {
            this.channel = channel;
        }

        private void read(ByteBuffer buffer) {
            long found = 0;
            int length = buffer.remaining();
            while (buffer.hasRemaining()) {
                byte next = buffer.get();
                matched = next == MARK[matched] ? matched + 1 : next == MARK[0] ? 1 : 0;
                if (matched == MARK.length) {
                    matched = 0;
                    found++;
                }
            }
            transitions += found;
            bytes += length;
        }
    }

    private final int port;
    private final Selector selector;
    private final List<Listener> all = new ArrayList<>();
    private final Thread thread = new Thread(this::read, "listeners");
    private volatile boolean closed;

    Listeners(int port) {
        this.port = port;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread.setDaemon(true);
    }

    List<Listener> add(int count, String path, boolean reading) throws IOException {
        List<Listener> added = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 64 * 1024);
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            String request =
                    "GET %s HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"
                            .formatted(path);
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            Listener listener = new Listener(channel);
            if (reading) {
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, listener);
            }
            added.add(listener);
        }
        all.addAll(added);
        return added;
    }

    void start() {
        thread.start();
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
        try {
            while (!closed) {
                selector.select(key -> read((Listener) key.attachment(), key, buffer), 100);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(Listener listener, SelectionKey key, ByteBuffer buffer) {
        buffer.clear();
        try {
            if (listener.channel.read(buffer) >= 0) {
                listener.read(buffer.flip());
                return;
            }
        } catch (IOException reset) {
            // the same
        }
        listener.isCut = true;
        key.cancel();
    }

    /** Whether the server has ended a connection of which nothing was read; reads all of it. */
    static boolean isCut(Listener listener) throws IOException {
        listener.channel.socket().setSoTimeout(200);
        try {
            while (listener.channel.socket().getInputStream().read(new byte[1 << 16]) >= 0) {
                // what had been sent before
            }
            return true;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        for (Listener listener : all) {
            listener.channel.close();
        }
        selector.close();
    }
}
