/** What else a buyer may like. The fallback: the feature is dropped. */
@NullMarked
package dev.breaker.sample.recommendation;

import org.jspecify.annotations.NullMarked;
