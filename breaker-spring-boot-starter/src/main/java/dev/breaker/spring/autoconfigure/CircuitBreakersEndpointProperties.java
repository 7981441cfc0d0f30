package dev.breaker.spring.autoconfigure;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the endpoints tell, and how the stream of statuses treats its clients.
 *
 * @param showFailureMessages whether the endpoints "circuitbreakers" and "circuitbreakerevents"
 *     show the messages of exceptions, which may hold what users sent
 * @param streamInterval how often clients of the stream of statuses, the dashboard among them, are
 *     told of changes; from 100ms to 1m
 * @param maxStreamClients how many clients may listen to the stream of statuses; the next is
 *     refused
 */
@ConfigurationProperties("management.endpoint.circuitbreakers")
record CircuitBreakersEndpointProperties(
        @DefaultValue("false") boolean showFailureMessages,
        @DefaultValue("1s") Duration streamInterval,
        @DefaultValue("250") int maxStreamClients) {

    private static final String PREFIX = "management.endpoint.circuitbreakers.";

    CircuitBreakersEndpointProperties {
        Bounds.check(
                PREFIX + "stream-interval",
                streamInterval,
                Duration.ofMillis(100),
                Duration.ofMinutes(1));
        Bounds.check(PREFIX + "max-stream-clients", maxStreamClients, 1, 10_000);
    }
}
