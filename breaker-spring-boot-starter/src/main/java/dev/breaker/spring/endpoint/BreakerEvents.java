package dev.breaker.spring.endpoint;

import dev.breaker.Breaker;
import dev.breaker.BreakerListener;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.Breakers;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * The recent events of all breakers. Listens to nothing until an endpoint that shows events asks
 * for it, for listening costs. Thread-safe.
 */
public final class BreakerEvents {

    private final BreakerRegistry registry;
    private final Breakers breakers;
    private final boolean withMessages;
    private final ConcurrentMap<Breaker, EventLog> logs = new ConcurrentHashMap<>();
    private final AtomicLong sequence = new AtomicLong();
    private final AtomicBoolean recordsChanges = new AtomicBoolean();
    private final AtomicBoolean recordsCalls = new AtomicBoolean();

    /**
     * Events of which none is recorded yet.
     *
     * @param registry the breakers
     * @param breakers says how many events of each type are kept of a breaker
     * @param withMessages whether messages of exceptions are kept
     */
    public BreakerEvents(BreakerRegistry registry, Breakers breakers, boolean withMessages) {
        this.registry = registry;
        this.breakers = breakers;
        this.withMessages = withMessages;
        registry.onRemoved(logs::remove);
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
        registry.onEach(
                breaker -> {
                    EventLog log = logs.computeIfAbsent(breaker, this::newLog);
                    EventRecorder recorder = new EventRecorder(log, sequence, withMessages);
                    breaker.addListener(kind.apply(recorder));
                });
    }

    private EventLog newLog(Breaker breaker) {
        return new EventLog(() -> breakers.settings(breaker.name()).eventConsumerBufferSize());
    }

    /** The events of these types of one breaker, in the order in which they were noticed. */
    List<BreakerEvent> events(Breaker breaker, Collection<EventType> types) {
        return events(List.of(breaker), types);
    }

    /** The events of these types of several breakers, in the order in which they were noticed. */
    List<BreakerEvent> events(Collection<Breaker> of, Collection<EventType> types) {
        EventLog none = new EventLog(() -> 0);
        return of.stream()
                .flatMap(breaker -> logs.getOrDefault(breaker, none).events(types).stream())
                .sorted(Comparator.comparingLong(BreakerEvent::sequence))
                .toList();
    }
}
