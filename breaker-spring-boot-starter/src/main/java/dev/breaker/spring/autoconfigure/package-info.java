/**
 * How the starter is put together: auto-configurations, which wire and do nothing else, and the
 * properties that they read, inherited and checked.
 */
@NullMarked
package dev.breaker.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
