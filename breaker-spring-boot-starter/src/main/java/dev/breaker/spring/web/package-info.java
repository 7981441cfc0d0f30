/** What a rejection becomes in a Spring MVC application. */
@NullMarked
package dev.breaker.spring.web;

import org.jspecify.annotations.NullMarked;
