/** How an order can be paid. The fallback: a stub that always holds. */
@NullMarked
package dev.breaker.sample.payment;

import org.jspecify.annotations.NullMarked;
