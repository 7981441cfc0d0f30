package dev.breaker.spring.stream;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who listens to a stream. Messages are put into his queue by the thread of all streams
 * and taken out by whoever writes to his connection, one at a time. The queue is bounded and holds
 * references: the bytes of a message are the same for all clients.
 */
class Client {

    private final BlockingQueue<byte[]> queue;
    private final Consumer<Client> onJoin;
    private final Runnable onLeave;
    private final AtomicBoolean left = new AtomicBoolean();
    private final AtomicLong taken = new AtomicLong();
    private volatile @Nullable Connection connection;

    // of the thread of all streams
    private long takenBefore;
    private long movedAt;
    private long sentAt;

    /**
     * A client without a connection.
     *
     * @param capacity how many messages can wait for him
     * @param onJoin what to do when he has one
     * @param onLeave what to do when he is gone, once
     */
    Client(int capacity, Consumer<Client> onJoin, Runnable onLeave) {
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.onJoin = onJoin;
        this.onLeave = onLeave;
    }

    /** From now on, messages are put into the queue. */
    void join(Connection by) {
        connection = by;
        onJoin.accept(this);
    }

    /** Whoever has left gets nothing more. */
    void leave() {
        if (left.compareAndSet(false, true)) {
            onLeave.run();
            queue.clear();
        }
    }

    boolean hasLeft() {
        return left.get();
    }

    /** Whether there was room for a message. */
    boolean offer(byte[] message, long now) {
        if (queue.isEmpty()) {
            movedAt = now;
        }
        sentAt = now;
        return queue.offer(message);
    }

    boolean isWaitedFor() {
        return !queue.isEmpty();
    }

    /** The next messages, as many as fit, but one at least; null if there are none. */
    byte @Nullable [] take(int atMost) {
        byte[] first = queue.poll();
        if (first == null) {
            return null;
        }
        taken.incrementAndGet();
        byte[] next = queue.peek();
        if (next == null || first.length + next.length > atMost) {
            return first;
        }
        ByteArrayOutputStream several = new ByteArrayOutputStream(atMost);
        several.writeBytes(first);
        while (next != null && several.size() + next.length <= atMost) {
            several.writeBytes(next);
            queue.poll();
            next = queue.peek();
        }
        return several.toByteArray();
    }

    /** Since when nothing was put into the queue. */
    long sentAt() {
        return sentAt;
    }

    /** How long something has been waiting without anything being taken. */
    long stalledFor(long now) {
        long takenNow = taken.get();
        if (takenNow != takenBefore || queue.isEmpty()) {
            takenBefore = takenNow;
            movedAt = now;
        }
        return now - movedAt;
    }

    void wake() {
        Connection to = connection;
        if (to != null) {
            to.wake();
        }
    }

    /** Ends the stream; cuts the connection where the end would have to wait for the client. */
    void end() {
        boolean isSlow = isWaitedFor();
        leave();
        Connection to = connection;
        if (to != null && isSlow) {
            to.abort();
        } else if (to != null) {
            to.end();
        }
    }

    void abort() {
        leave();
        Connection to = connection;
        if (to != null) {
            to.abort();
        }
    }
}
