/** The breakers in Micrometer. */
@NullMarked
package dev.breaker.spring.metrics;

import org.jspecify.annotations.NullMarked;
