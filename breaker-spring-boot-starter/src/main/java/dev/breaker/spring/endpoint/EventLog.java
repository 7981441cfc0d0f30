package dev.breaker.spring.endpoint;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * The recent events of one breaker. Each type has a place of its own for the same number of events,
 * so that a flood of one type pushes out no other. Thread-safe.
 */
final class EventLog {

    private final IntSupplier capacity;
    private final Map<EventType, Deque<BreakerEvent>> events =
            new EnumMap<>(EventType.class); // guarded by this

    /**
     * An empty log.
     *
     * @param capacity how many events of each type it keeps; 0: none. Asked with each event, for
     *     the settings of a breaker may come a little later than the breaker
     */
    EventLog(IntSupplier capacity) {
        this.capacity = capacity;
    }

    synchronized void add(BreakerEvent event) {
        Deque<BreakerEvent> ofType =
                events.computeIfAbsent(event.type(), type -> new ArrayDeque<>());
        ofType.addLast(event);
        int most = capacity.getAsInt();
        while (ofType.size() > most) { // which may be less than it was
            ofType.removeFirst();
        }
    }

    /** The events of these types, oldest first within each type. */
    synchronized List<BreakerEvent> events(Collection<EventType> types) {
        return types.stream().flatMap(this::ofType).toList();
    }

    private Stream<BreakerEvent> ofType(EventType type) {
        Deque<BreakerEvent> ofType = events.get(type);
        return ofType == null ? Stream.empty() : ofType.stream();
    }
}
