/** An order service that keeps answering while what it depends on fails. */
@NullMarked
package dev.breaker.sample;

import org.jspecify.annotations.NullMarked;
