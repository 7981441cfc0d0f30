/** What a call costs, beside the peers. */
@NullMarked
package dev.breaker.benchmarks;

import org.jspecify.annotations.NullMarked;
