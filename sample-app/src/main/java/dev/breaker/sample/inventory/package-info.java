/** How much of an article there is. The fallback: the last known value, with its age. */
@NullMarked
package dev.breaker.sample.inventory;

import org.jspecify.annotations.NullMarked;
