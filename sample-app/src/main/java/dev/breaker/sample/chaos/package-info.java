/** Switches that break and heal the simulated services. */
@NullMarked
package dev.breaker.sample.chaos;

import org.jspecify.annotations.NullMarked;
