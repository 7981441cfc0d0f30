package dev.breaker.spring.stream;

import dev.breaker.spring.endpoint.EventChoice;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Somebody who listens to events. */
final class EventClient extends Client {

    final EventChoice choice;
    final @Nullable EventId last;

    /**
     * A client.
     *
     * @param choice the events that he wants
     * @param last the last one that he has seen; null if he has seen none, and wants none of them
     */
    EventClient(
            EventChoice choice,
            @Nullable EventId last,
            int capacity,
            Consumer<EventClient> onJoin,
            Runnable onLeave) {
        super(capacity, client -> onJoin.accept((EventClient) client), onLeave);
        this.choice = choice;
        this.last = last;
    }
}
