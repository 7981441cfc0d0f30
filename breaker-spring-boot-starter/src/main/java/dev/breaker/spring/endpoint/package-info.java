/**
 * The Actuator endpoints {@code circuitbreakers} and {@code circuitbreakerevents}, and the buffers
 * of events that they show. The records are the JSON: their components are its keys.
 */
@NullMarked
package dev.breaker.spring.endpoint;

import org.jspecify.annotations.NullMarked;
