package dev.breaker.spring.autoconfigure;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the stream of events treats its clients.
 *
 * @param maxStreamClients how many clients may listen to the stream of events; the next is refused
 * @param streamQueueSize how many events may wait for a client of the stream; a client that reads
 *     too slowly for that is cut off
 * @param streamHeartbeat after how long without an event the stream sends a comment, which shows
 *     that it is alive; from 1s to 10m. A client that takes nothing for twice as long is cut off
 */
@ConfigurationProperties("management.endpoint.circuitbreakerevents")
record CircuitBreakerEventsEndpointProperties(
        @DefaultValue("250") int maxStreamClients,
        @DefaultValue("8192") int streamQueueSize,
        @DefaultValue("15s") Duration streamHeartbeat) {

    private static final String PREFIX = "management.endpoint.circuitbreakerevents.";

    CircuitBreakerEventsEndpointProperties {
        Bounds.check(PREFIX + "max-stream-clients", maxStreamClients, 1, 10_000);
        Bounds.check(PREFIX + "stream-queue-size", streamQueueSize, 16, 1_000_000);
        Bounds.check(
                PREFIX + "stream-heartbeat",
                streamHeartbeat,
                Duration.ofSeconds(1),
                Duration.ofMinutes(10));
    }
}
