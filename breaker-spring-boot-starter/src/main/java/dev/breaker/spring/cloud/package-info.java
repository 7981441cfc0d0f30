/** The breakers of the registry behind the interfaces of Spring Cloud CircuitBreaker. */
@NullMarked
package dev.breaker.spring.cloud;

import org.jspecify.annotations.NullMarked;
