package dev.breaker.spring.endpoint;

import dev.breaker.Breaker;
import dev.breaker.BreakerListener;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.BreakerFamilies;
import dev.breaker.spring.Breakers;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The recent events of all breakers. Listens to nothing until an endpoint that shows events asks
 * for it, for listening costs. Thread-safe.
 */
public final class BreakerEvents implements AutoCloseable {

    /** There can be a thousand keys, and most of them never have anything to tell. */
    private static final int MOST_OF_A_KEY = 10;

    private final BreakerRegistry registry;
    private final Breakers breakers;
    private final @Nullable BreakerFamilies families;
    private final boolean withMessages;
    private final ConcurrentMap<Breaker, Recording> recordings = new ConcurrentHashMap<>();
    private final Consumer<Breaker> mourner = this::end;
    private final List<Consumer<Breaker>> welcomers = new CopyOnWriteArrayList<>();
    private final EventNumbers numbers = new EventNumbers();
    private final Departed departed = new Departed();
    private final AtomicBoolean recordsChanges = new AtomicBoolean();
    private final AtomicBoolean recordsCalls = new AtomicBoolean();
    private boolean closed; // guarded by this

    /**
     * Events of which none is recorded yet.
     *
     * @param registry the breakers
     * @param breakers says how many events of each type are kept of a breaker
     * @param withMessages whether messages of exceptions are kept
     */
    public BreakerEvents(BreakerRegistry registry, Breakers breakers, boolean withMessages) {
        this(registry, breakers, null, withMessages);
    }

    /**
     * Events of which none is recorded yet. Of a key, no more than ten of each type are kept.
     *
     * @param registry the breakers
     * @param breakers says how many events of each type are kept of a breaker
     * @param families which of the breakers are those of keys; null if none are
     * @param withMessages whether messages of exceptions are kept
     */
    public BreakerEvents(
            BreakerRegistry registry,
            Breakers breakers,
            @Nullable BreakerFamilies families,
            boolean withMessages) {
        this.registry = registry;
        this.breakers = breakers;
        this.families = families;
        this.withMessages = withMessages;
        registry.onRemoved(mourner);
    }

    /** Records transitions and failures from now on; calls that succeed do not pay for that. */
    void recordChanges() {
        if (recordsChanges.compareAndSet(false, true)) {
            listen(EventRecorder::ofChanges);
        }
    }

    /** Records everything from now on, which makes each call a little slower. */
    void recordAll() {
        recordChanges();
        if (recordsCalls.compareAndSet(false, true)) {
            listen(EventRecorder::ofCalls);
        }
    }

    private void listen(Function<EventRecorder, BreakerListener> kind) {
        Consumer<Breaker> welcomer = breaker -> listen(breaker, kind);
        welcomers.add(welcomer);
        registry.onEach(welcomer);
    }

    private synchronized void listen(
            Breaker breaker, Function<EventRecorder, BreakerListener> kind) {
        if (!closed) {
            Recording recording = recordings.computeIfAbsent(breaker, this::newRecording);
            recording.listen(
                    kind.apply(
                            new EventRecorder(
                                    recording.log(), recording.places(), numbers, withMessages)));
        }
    }

    private Recording newRecording(Breaker breaker) {
        boolean ofKey = families != null && families.ownerOf(breaker).isPresent();
        return new Recording(breaker, new EventLog(() -> capacity(breaker, ofKey)));
    }

    private int capacity(Breaker breaker, boolean ofKey) {
        int size = breakers.settings(breaker.name()).eventConsumerBufferSize();
        return ofKey ? Math.min(size, MOST_OF_A_KEY) : size;
    }

    private void end(Breaker breaker) {
        Recording ended = recordings.remove(breaker);
        if (ended != null) {
            ended.end();
            departed.add(breaker.name(), ended.log().newest());
        }
    }

    /**
     * Records nothing from now on, and lets go of the breakers, which can outlive the application:
     * their registry may be that of others, too.
     */
    @Override
    public synchronized void close() {
        closed = true;
        registry.unsubscribe(mourner);
        welcomers.forEach(registry::unsubscribe);
        recordings.keySet().forEach(this::end);
    }

    /** The events of these types of one breaker, in the order in which they were noticed. */
    List<BreakerEvent> events(Breaker breaker, Collection<EventType> types) {
        return events(List.of(breaker), types);
    }

    /** The events of these types of several breakers, in the order in which they were noticed. */
    List<BreakerEvent> events(Collection<Breaker> of, Collection<EventType> types) {
        return of.stream()
                .map(recordings::get)
                .flatMap(Stream::ofNullable)
                .flatMap(recording -> recording.log().events(types).stream())
                .sorted(Comparator.comparingLong(BreakerEvent::sequence))
                .toList();
    }

    /**
     * What is remembered of the events after one of them.
     *
     * @param choice which events are meant
     * @param after the number of the last one that is known already
     * @param upTo the number of the last one that is wanted
     * @return those that are still there, and up to where some are not
     */
    public Replay replay(EventChoice choice, long after, long upTo) {
        Collection<Breaker> of = choice.breakers();
        long forgotten =
                of.stream()
                        .map(recordings::get)
                        .flatMap(Stream::ofNullable)
                        .mapToLong(recording -> recording.log().lastForgotten(choice.types()))
                        .max()
                        .orElse(0);
        List<BreakerEvent> events =
                events(of, choice.types()).stream()
                        .filter(event -> event.sequence() > after && event.sequence() <= upTo)
                        .toList();
        return new Replay(events, Math.max(forgotten, departed.last(choice::isAbout)));
    }

    /**
     * Hands on events as they are recorded, from now on.
     *
     * @return the events, until it is closed
     */
    public LiveEvents follow() {
        return numbers.follow();
    }

    /** {@return what tells the numbers of this run of the application from those of another} */
    public String run() {
        return numbers.run();
    }

    /**
     * Remembered events.
     *
     * @param events they, the oldest first
     * @param lastForgotten the highest number of those that were meant, too, but are there no more
     */
    public record Replay(List<BreakerEvent> events, long lastForgotten) {}
}
