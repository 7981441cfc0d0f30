package dev.breaker.spring.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The clients of one stream, never more than there may be. They come and go on any thread; all else
 * is of the thread of all streams.
 *
 * @param <C> what is known of a client
 */
final class Audience<C extends Client> {

    private static final Log LOG = LogFactory.getLog(Audience.class);

    private final int atMost;
    private final long stall;
    private final AtomicInteger places = new AtomicInteger();
    private final Queue<C> arriving = new ConcurrentLinkedQueue<>();
    private final List<C> present = new ArrayList<>();

    /**
     * Nobody yet.
     *
     * @param atMost how many there may be
     * @param stall how long a client may take nothing while something waits for him
     */
    Audience(int atMost, Duration stall) {
        this.atMost = atMost;
        this.stall = stall.toNanos();
    }

    int atMost() {
        return atMost;
    }

    /** Takes a place, if there is one; it is given back by {@link #giveBack()}. */
    boolean takePlace() {
        if (places.incrementAndGet() <= atMost) {
            return true;
        }
        places.decrementAndGet();
        return false;
    }

    void giveBack() {
        places.decrementAndGet();
    }

    void arrive(C client) {
        arriving.add(client);
    }

    /** Makes those who have come be present, after each was told what he missed. */
    void welcome(Consumer<C> welcome) {
        welcome(Integer.MAX_VALUE, welcome);
    }

    /**
     * The same for so many of them.
     *
     * @return whether there are more
     */
    boolean welcome(int most, Consumer<C> welcome) {
        for (int welcomed = 0; welcomed < most; welcomed++) {
            C client = arriving.poll();
            if (client == null) {
                return false;
            }
            if (!client.hasLeft()) {
                present.add(client); // first, for he must be told of the end even if this fails
                welcome.accept(client);
            }
        }
        return !arriving.isEmpty();
    }

    /** Those who are present, without those who have come and were not welcomed yet. */
    List<C> present() {
        return present;
    }

    boolean isEmpty() {
        return present.isEmpty() && arriving.isEmpty();
    }

    /** A client for whom there is no room for another message is cut off. */
    void send(C client, byte[] message, long now) {
        if (!client.hasLeft() && !client.offer(message, now)) {
            drop(client, "has left too much unread");
        }
    }

    /** Wakes those for whom something is there; lets go of those who are gone, or take nothing. */
    void sweep(long now) {
        for (C client : present) {
            if (client.isWaitedFor()) {
                client.wake();
            }
            if (client.stalledFor(now) >= stall) {
                drop(client, "has read nothing for too long");
            }
        }
        present.removeIf(Client::hasLeft);
    }

    private void drop(C client, String why) {
        LOG.debug("A client of a stream " + why + ", and is cut off");
        client.abort();
    }

    void end() {
        welcome(client -> {});
        present.forEach(Audience::end);
        present.clear();
    }

    /** What goes wrong with one client must not keep the others. */
    private static void end(Client client) {
        try {
            client.end();
        } catch (RuntimeException | Error broken) {
            LOG.debug("A client of a stream could not be told of its end", broken);
        }
    }
}
