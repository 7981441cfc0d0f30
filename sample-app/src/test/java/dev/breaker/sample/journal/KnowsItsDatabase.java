package dev.breaker.sample.journal;

import dev.breaker.sample.downstream.Database;

/** Breaks the rule that it reaches its database over the network only. */
public interface KnowsItsDatabase {
    Database database();
}
