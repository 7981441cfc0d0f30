/** The orders that were placed. The fallback: what cannot be written down waits. */
@NullMarked
package dev.breaker.sample.journal;

import org.jspecify.annotations.NullMarked;
