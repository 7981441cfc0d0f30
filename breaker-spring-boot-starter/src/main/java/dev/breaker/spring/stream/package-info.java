/**
 * The other answers that the endpoints' own paths can give: events and statuses as server-sent
 * events, and the dashboard. What is neutral about the web stands beside two small adapters, one
 * for Spring MVC and one for Spring WebFlux; neither is loaded without its library.
 */
@NullMarked
package dev.breaker.spring.stream;

import org.jspecify.annotations.NullMarked;
