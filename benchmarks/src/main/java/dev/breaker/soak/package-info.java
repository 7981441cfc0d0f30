/** Many threads on few breakers for minutes, and whether all that must hold has held. */
@NullMarked
package dev.breaker.soak;

import org.jspecify.annotations.NullMarked;
