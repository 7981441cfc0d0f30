/** The breakers in the application's health. */
@NullMarked
package dev.breaker.spring.health;

import org.jspecify.annotations.NullMarked;
