package dev.breaker.spring.stream;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.BreakerFamilies;
import dev.breaker.spring.FallbackOn;
import dev.breaker.spring.StarterSettings;
import dev.breaker.spring.TestBreakers;
import dev.breaker.spring.TestTime;
import dev.breaker.spring.endpoint.BreakerEvents;
import dev.breaker.spring.endpoint.CircuitBreakerEventsEndpoint;
import dev.breaker.spring.endpoint.EventChoices;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A stream of events that does what is due when a test says so. */
final class HandEvents {

    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final Pattern FIELD = Pattern.compile("(?m)^(id|event): (.*)$");

    final TestTime time = new TestTime();
    final BreakerRegistry registry = BreakerRegistry.of(BreakerConfig.builder().build(), time);
    final HandPulse pulse = new HandPulse();
    final BreakerFamilies families;
    final EventStream stream;
    final Breaker inventory;
    private final BreakerEvents events;

    /**
     * A stream without clients.
     *
     * @param clients how many there may be
     * @param queue how many messages may wait for one
     * @param remembered how many events of each type are kept of the breaker "inventory"
     */
    HandEvents(int clients, int queue, int remembered) {
        TestBreakers settings =
                new TestBreakers(registry)
                        .with(
                                "inventory",
                                new StarterSettings(FallbackOn.FAILURE, remembered, true, false));
        families = new BreakerFamilies(registry, settings, time);
        events = new BreakerEvents(registry, settings, families, false);
        stream =
                new EventStream(
                        new EventChoices(registry, families),
                        events,
                        new EventStream.Settings(clients, queue, HEARTBEAT),
                        JsonMapper.shared()::writeValueAsString,
                        pulse);
        inventory = registry.breaker("inventory");
        new CircuitBreakerEventsEndpoint(registry, events, families);
    }

    boolean tick() {
        return stream.tick(time.read());
    }

    /** A client who is there and has been welcomed. */
    RecordedConnection listen(String path, @Nullable String lastEventId) {
        RecordedConnection connection = arrive(path, lastEventId);
        tick(); // begins to follow
        tick(); // is welcomed
        return connection;
    }

    /** A client who has come, and that is all. */
    RecordedConnection arrive(String path, @Nullable String lastEventId) {
        return RecordedConnection.of(stream.open(new Visit(path, lastEventId)));
    }

    String id(long sequence) {
        return events.run() + "-" + sequence;
    }

    static List<String> types(List<String> messages) {
        return messages.stream().map(message -> field("event", message)).toList();
    }

    static String field(String name, String message) {
        Matcher field = FIELD.matcher(message);
        while (field.find()) {
            if (field.group(1).equals(name)) {
                return field.group(2);
            }
        }
        return "";
    }
}
