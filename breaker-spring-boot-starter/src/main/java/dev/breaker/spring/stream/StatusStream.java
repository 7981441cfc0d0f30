package dev.breaker.spring.stream;

import dev.breaker.BreakerRegistry;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The statuses of all breakers, for all who want to see them change. They are looked at once for
 * all clients, every now and then, and only while there are some.
 */
public final class StatusStream implements Stream, Door {

    private static final Duration STALL = Duration.ofSeconds(30);

    private final BreakerRegistry registry;
    private final Settings settings;
    private final String access;
    private final JsonWriter json;
    private final Pulse pulse;
    private final Refusals refusals;
    private final Audience<StatusClient> audience;

    // of the thread of all streams
    private @Nullable Statuses seen;
    private byte @Nullable [] full;
    private long seenAt;

    /**
     * A stream without clients.
     *
     * @param registry the breakers
     * @param settings how many clients, and how often they hear something
     * @param access what may be done at the endpoint: the name of Spring Boot's {@code Access}
     * @param json writes the statuses
     * @param pulse lets the stream do what is due
     */
    public StatusStream(
            BreakerRegistry registry,
            Settings settings,
            String access,
            JsonWriter json,
            StreamPulse pulse) {
        this(registry, settings, access, json, (Pulse) pulse);
    }

    StatusStream(
            BreakerRegistry registry,
            Settings settings,
            String access,
            JsonWriter json,
            Pulse pulse) {
        this.registry = registry;
        this.settings = settings;
        this.access = access;
        this.json = json;
        this.pulse = pulse;
        this.refusals = new Refusals(json);
        this.audience = new Audience<>(settings.maxClients(), STALL);
    }

    @Override
    public Answer open(Visit visit) {
        if (!pulse.isBeating()) {
            return refusals.closing();
        }
        return audience.takePlace()
                ? new Answer.Streaming(new StatusClient(this::join, audience::giveBack))
                : refusals.tooMany(audience.atMost());
    }

    private void join(StatusClient client) {
        audience.arrive(client);
        pulse.beatFor(this);
    }

    @Override
    public boolean tick(long now) {
        Statuses before = seen;
        if (before == null || now - seenAt >= settings.interval().toNanos()) {
            Statuses current = Statuses.of(registry);
            seen = current;
            seenAt = now;
            full = null;
            if (before != null) {
                tellOfChanges(current.since(before, access), now);
            }
        }
        audience.welcome(client -> audience.send(client, all(), now));
        audience.sweep(now);
        if (audience.isEmpty()) {
            rest();
        }
        return false;
    }

    private void tellOfChanges(Statuses.Message changes, long now) {
        byte[] message = changes.isEmpty() ? Sse.COMMENT : message(changes);
        for (StatusClient client : audience.present()) {
            if (client.isWaitedFor()) {
                client.isBehind = true;
            } else {
                audience.send(client, client.isBehind ? all() : message, now);
                client.isBehind = false;
            }
        }
    }

    /** Written once for all who need it. */
    private byte[] all() {
        byte[] written = full;
        if (written == null) {
            written = message(Objects.requireNonNull(seen).all(access));
            full = written;
        }
        return written;
    }

    private byte[] message(Statuses.Message message) {
        return Sse.event(null, "status", json.write(message));
    }

    @Override
    public boolean isIdle() {
        return audience.isEmpty() && seen == null;
    }

    @Override
    public void end() {
        audience.end();
        rest();
    }

    private void rest() {
        seen = null;
        full = null;
    }

    /**
     * How clients are treated.
     *
     * @param maxClients how many there may be
     * @param interval how often they are told of changes
     */
    public record Settings(int maxClients, Duration interval) {}
}
