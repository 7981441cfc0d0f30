/** Auto-configurations, which wire and do nothing else, and the properties they read. */
@NullMarked
package dev.breaker.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
