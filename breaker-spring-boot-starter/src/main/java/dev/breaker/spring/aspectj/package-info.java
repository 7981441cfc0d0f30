/** The door for AspectJ's weavers, at load time or at compile time. */
@NullMarked
package dev.breaker.spring.aspectj;

import org.jspecify.annotations.NullMarked;
