/** Breakers around the HTTP clients of Spring. */
@NullMarked
package dev.breaker.spring.http;

import org.jspecify.annotations.NullMarked;
