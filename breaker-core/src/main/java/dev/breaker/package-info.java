/**
 * A circuit breaker: {@link dev.breaker.Breaker} guards calls to a backend that may fail or crawl.
 *
 * <p>One package, so that the compiler is the wall of the API: what a user names is public, the
 * machinery is package-private. Start at {@link dev.breaker.Breaker} and {@link
 * dev.breaker.BreakerConfig}.
 */
@NullMarked
package dev.breaker;

import org.jspecify.annotations.NullMarked;
