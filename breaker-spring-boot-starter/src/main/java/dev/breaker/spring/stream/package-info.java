/**
 * What the endpoints' own paths can do beyond Actuator: events and statuses as server-sent events,
 * the dashboard, and orders with settings as JSON. What is neutral about the web stands beside two
 * small adapters, one for Spring MVC and one for Spring WebFlux; neither is loaded without its
 * library.
 */
@NullMarked
package dev.breaker.spring.stream;

import org.jspecify.annotations.NullMarked;
