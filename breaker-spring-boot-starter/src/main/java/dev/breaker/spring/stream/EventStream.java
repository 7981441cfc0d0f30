package dev.breaker.spring.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.breaker.spring.endpoint.BreakerEvent;
import dev.breaker.spring.endpoint.BreakerEvents;
import dev.breaker.spring.endpoint.EventChoice;
import dev.breaker.spring.endpoint.EventChoices;
import dev.breaker.spring.endpoint.LiveEvents;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Events as they happen, for all who want to hear of them. Whoever has heard of some before gets
 * what he has missed, as far as it is remembered, and is told if something is not.
 */
public final class EventStream implements Stream, Door {

    /** How many events are handed on at the most before clients can take some. */
    private static final int AT_ONCE = 1024;

    /** How many clients are told at once of what they missed: for each all buffers are searched. */
    private static final int WELCOMES = 8;

    /** How many events of the past a client gets at the most. */
    private static final int MOST_MISSED = 2048;

    private final EventChoices choices;
    private final BreakerEvents events;
    private final Settings settings;
    private final JsonWriter json;
    private final Pulse pulse;
    private final Refusals refusals;
    private final Audience<EventClient> audience;
    private @Nullable LiveEvents live;

    /**
     * A stream without clients.
     *
     * @param choices which events a path means
     * @param events the events
     * @param settings how many clients, and what for
     * @param json writes the events
     * @param pulse lets the stream do what is due
     */
    public EventStream(
            EventChoices choices,
            BreakerEvents events,
            Settings settings,
            JsonWriter json,
            StreamPulse pulse) {
        this(choices, events, settings, json, (Pulse) pulse);
    }

    EventStream(
            EventChoices choices,
            BreakerEvents events,
            Settings settings,
            JsonWriter json,
            Pulse pulse) {
        this.choices = choices;
        this.events = events;
        this.settings = settings;
        this.json = json;
        this.pulse = pulse;
        this.refusals = new Refusals(json);
        this.audience = new Audience<>(settings.maxClients(), settings.heartbeat().multipliedBy(2));
    }

    @Override
    public Answer open(Visit visit) {
        return visit.path().isEmpty()
                ? open(choices.all(), visit)
                : choices.choose(visit.path(), choice -> open(choice, visit), refusals::of);
    }

    private Answer open(EventChoice choice, Visit visit) {
        if (!pulse.isBeating()) {
            return refusals.closing();
        }
        if (!audience.takePlace()) {
            return refusals.tooMany(audience.atMost());
        }
        return new Answer.Streaming(
                new EventClient(
                        choice,
                        EventId.of(visit.lastEventId(), events.run()),
                        settings.queueSize(),
                        this::join,
                        audience::giveBack));
    }

    private void join(EventClient client) {
        audience.arrive(client);
        pulse.beatFor(this);
    }

    /** The first client has to wait for a turn, so that whoever records an event sees the ring. */
    @Override
    public boolean tick(long now) {
        LiveEvents followed = live;
        if (followed == null) {
            live = events.follow();
            return false;
        }
        boolean more =
                followed.poll(
                        atOnce(),
                        event -> publish(event, now),
                        (from, to) -> tellOfGap(from, to, now));
        more |= audience.welcome(WELCOMES, client -> resume(client, followed.position(), now));
        for (EventClient client : audience.present()) {
            if (now - client.sentAt() >= settings.heartbeat().toNanos()) {
                audience.send(client, Sse.COMMENT, now);
            }
        }
        audience.sweep(now);
        if (audience.isEmpty()) {
            rest();
        }
        return more;
    }

    /** Far fewer than may wait for a client, or the fastest would be cut off. */
    private int atOnce() {
        return Math.max(1, Math.min(AT_ONCE, settings.queueSize() / 4));
    }

    private void publish(BreakerEvent event, long now) {
        byte[] message = null;
        for (EventClient client : audience.present()) {
            if (client.choice.includes(event)) {
                message = message == null ? message(event) : message;
                audience.send(client, message, now);
            }
        }
    }

    private byte[] message(BreakerEvent event) {
        return Sse.event(id(event.sequence()), event.typeName(), json.write(event));
    }

    private String id(long sequence) {
        return EventId.text(events.run(), sequence);
    }

    private void tellOfGap(long from, long to, long now) {
        byte[] message = gap(from, to);
        audience.present().forEach(client -> audience.send(client, message, now));
    }

    private byte[] gap(@Nullable Long from, @Nullable Long to) {
        return Sse.event(null, "gap", json.write(new Gap(from, to)));
    }

    private void resume(EventClient client, long position, long now) {
        EventId last = client.last;
        if (last == null) {
            audience.send(client, Sse.begin(id(position)), now);
            return;
        }
        long known = last.sequence() == null ? 0 : Math.min(last.sequence(), position);
        BreakerEvents.Replay replay = events.replay(client.choice, known, position);
        List<BreakerEvent> missed = replay.events();
        long lost = Math.min(position, replay.lastForgotten());
        int tooMany = missed.size() - Math.min(MOST_MISSED, settings.queueSize() / 2);
        if (tooMany > 0) {
            lost = Math.max(lost, missed.get(tooMany - 1).sequence());
            missed = missed.subList(tooMany, missed.size());
        }
        audience.send(client, Sse.begin(id(known)), now);
        if (last.sequence() == null || lost > known) {
            Long from = last.sequence() == null ? null : known + 1;
            audience.send(client, gap(from, lost > known ? lost : null), now);
        }
        missed.forEach(event -> audience.send(client, message(event), now));
    }

    @Override
    public boolean isIdle() {
        return audience.isEmpty() && live == null;
    }

    @Override
    public void end() {
        audience.end();
        rest();
    }

    private void rest() {
        if (live != null) {
            live.close();
            live = null;
        }
    }

    /**
     * How clients are treated.
     *
     * @param maxClients how many there may be
     * @param queueSize how many messages may wait for one
     * @param heartbeat how long nothing may be sent
     */
    public record Settings(int maxClients, int queueSize, Duration heartbeat) {}

    /**
     * Some of the events between these numbers are lost to a client. Null where he has been told of
     * an earlier run of the application, of which nobody knows any more; then everything that is
     * remembered of this run follows.
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Gap(@Nullable Long missedFrom, @Nullable Long missedTo)
            implements OperationResponseBody {}
}
