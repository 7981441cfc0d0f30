/** Breakers before the databases: the unit of work from a connection's opening to its close. */
@NullMarked
package dev.breaker.spring.jdbc;

import org.jspecify.annotations.NullMarked;
