/** Start reading here: one order, put together from three services. */
@NullMarked
package dev.breaker.sample.orders;

import org.jspecify.annotations.NullMarked;
