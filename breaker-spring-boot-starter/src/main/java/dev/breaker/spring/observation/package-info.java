/** The breakers in traces: what they do to a call, in the observation that it is part of. */
@NullMarked
package dev.breaker.spring.observation;

import org.jspecify.annotations.NullMarked;
