/** The services that the orders depend on, simulated behind real HTTP. */
@NullMarked
package dev.breaker.sample.downstream;

import org.jspecify.annotations.NullMarked;
