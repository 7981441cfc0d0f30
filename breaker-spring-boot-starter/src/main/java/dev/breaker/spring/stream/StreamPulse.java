package dev.breaker.spring.stream;

import dev.breaker.Ticker;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * The one thread of all streams. There is none while nobody listens. It never waits for a client,
 * and nobody waits for it: it comes by a few times a second and fetches what there is, so that a
 * call that is told of never has to wake it. When the application closes, it says good-bye before
 * the web server begins to wait for requests that are under way.
 */
public final class StreamPulse implements Pulse, SmartLifecycle {

    private static final Log LOG = LogFactory.getLog(StreamPulse.class);

    private static final long PERIOD = Duration.ofMillis(50).toNanos();

    /** While there is more to do than was done at once: clients must be able to follow. */
    private static final long BREATH = Duration.ofMillis(25).toNanos();

    private static final long FAREWELL_MILLIS = 2_000;

    private final Ticker ticker;
    private final Set<Stream> streams = new LinkedHashSet<>(); // guarded by this
    private @Nullable Thread thread; // guarded by this
    private volatile boolean running;

    /** A pulse on the time of the JVM. */
    public StreamPulse() {
        this(Ticker.system());
    }

    StreamPulse(Ticker ticker) {
        this.ticker = ticker;
    }

    @Override
    public boolean isBeating() {
        return running;
    }

    @Override
    public synchronized void beatFor(Stream stream) {
        streams.add(stream);
        if (thread == null || !thread.isAlive()) {
            thread = new Thread(null, this::beat, "breaker-streams", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(StreamPulse.class.getClassLoader());
            thread.start();
        } else {
            LockSupport.unpark(thread);
        }
    }

    private void beat() {
        for (List<Stream> now = streams(); !now.isEmpty(); now = streams()) {
            boolean more = false;
            for (Stream stream : now) {
                more |= tick(stream);
            }
            LockSupport.parkNanos(this, more ? BREATH : PERIOD);
        }
    }

    private boolean tick(Stream stream) {
        try {
            if (running) {
                return stream.tick(ticker.read());
            }
        } catch (RuntimeException | Error broken) {
            LOG.warn("A stream is broken, and its clients must come anew", broken);
        }
        end(stream);
        return false;
    }

    /** Whatever goes wrong with one must not end the thread of all. */
    private void end(Stream stream) {
        try {
            stream.end();
        } catch (RuntimeException | Error broken) {
            LOG.warn("A stream could not be ended", broken);
            if (!running) {
                forget(stream);
            }
        }
    }

    /** There is one try only when the application closes, or the thread would outlive it. */
    private synchronized void forget(Stream stream) {
        streams.remove(stream);
    }

    /** Those that have clients. Where there are none, the thread ends, and the next is another. */
    private synchronized List<Stream> streams() {
        streams.removeIf(Stream::isIdle);
        if (streams.isEmpty()) {
            thread = null;
        }
        return List.copyOf(streams);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        Thread last;
        synchronized (this) {
            last = thread;
        }
        if (last != null) {
            LockSupport.unpark(last);
            await(last);
        }
    }

    private static void await(Thread thread) {
        try {
            thread.join(FAREWELL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The first to stop, long before the web server is. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
