package dev.breaker.spring.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the endpoints tell.
 *
 * @param showFailureMessages whether the endpoints "circuitbreakers" and "circuitbreakerevents"
 *     show the messages of exceptions, which may hold what users sent
 */
@ConfigurationProperties("management.endpoint.circuitbreakers")
record CircuitBreakersEndpointProperties(@DefaultValue("false") boolean showFailureMessages) {}
