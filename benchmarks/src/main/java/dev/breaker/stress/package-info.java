/** Races of two threads, millions of times over, each outcome explained in words (jcstress). */
@NullMarked
package dev.breaker.stress;

import org.jspecify.annotations.NullMarked;
