/** What becomes of a breaker's transitions in an application: a line in the log, and an event. */
@NullMarked
package dev.breaker.spring.events;

import org.jspecify.annotations.NullMarked;
