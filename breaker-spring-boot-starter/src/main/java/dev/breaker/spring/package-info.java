/** The advice behind {@code @CircuitBreaker}: pointcut, method plans, fallbacks. */
@NullMarked
package dev.breaker.spring;

import org.jspecify.annotations.NullMarked;
