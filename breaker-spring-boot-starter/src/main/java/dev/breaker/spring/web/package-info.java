/** What a rejection becomes in a Spring MVC or WebFlux application. */
@NullMarked
package dev.breaker.spring.web;

import org.jspecify.annotations.NullMarked;
