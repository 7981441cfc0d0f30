package dev.breaker.spring.endpoint;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * Events as they are recorded, for one thread that comes by every now and then. Whoever records an
 * event puts it into a ring, at the place of its number, and goes on: he waits for nobody, wakes
 * nobody, and what is not fetched in time is overwritten. Whoever fetches gets the events in the
 * order of their numbers: he stops at one that has been given out but has not arrived yet, until
 * the ring has come round to it.
 */
public final class LiveEvents implements AutoCloseable {

    /** How many events can be on their way; a power of two. */
    static final int CAPACITY = 1 << 14;

    private final EventNumbers numbers;
    private final AtomicReferenceArray<BreakerEvent> ring = new AtomicReferenceArray<>(CAPACITY);
    private long next;

    LiveEvents(EventNumbers numbers) {
        this.numbers = numbers;
    }

    void begin(long last) {
        next = last + 1;
    }

    /** A late one never takes the place of a later one, for which somebody may be waiting. */
    void add(BreakerEvent event) {
        ring.accumulateAndGet(
                place(event.sequence()),
                event,
                (there, added) ->
                        there != null && there.sequence() > added.sequence() ? there : added);
    }

    private static int place(long sequence) {
        return (int) sequence & (CAPACITY - 1);
    }

    /**
     * Fetches what has been recorded since the last time.
     *
     * @param atMost how many events
     * @param consumer gets the events in their order
     * @param lost is told of those that were overwritten
     * @return whether there may be more
     */
    public boolean poll(int atMost, Consumer<BreakerEvent> consumer, Lost lost) {
        for (int i = 0; i < atMost; i++) {
            BreakerEvent event = ring.get(place(next));
            if (event == null || event.sequence() < next) {
                return false;
            }
            if (event.sequence() > next) {
                long missed = next;
                next = Math.max(event.sequence(), numbers.last()) - CAPACITY / 2;
                lost.between(missed, next - 1);
            } else {
                next++;
                consumer.accept(event);
            }
        }
        return true;
    }

    /** {@return the number of the last event that was fetched, or was there before} */
    public long position() {
        return next - 1;
    }

    /** Follows no more. */
    @Override
    public void close() {
        numbers.unfollow(this);
    }

    /** Hears of events that nobody has fetched in time. */
    @FunctionalInterface
    public interface Lost {

        /**
         * Events are lost.
         *
         * @param from the number of the first
         * @param to the number of the last
         */
        void between(long from, long to);
    }
}
